package io.belvedere.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CommentFlowTest {
  @Test
  void fillsShortLinesOfAParagraph() {
    assertThat(CommentFlow.fill("  /// One two\n  /// three\n  /// four five six.\n  int x;", 24))
        .isEqualTo("  /// One two three four\n  /// five six.\n  int x;");
  }

  @Test
  void keepsParagraphsHeadingsTablesAndQuotedBlocksApart() {
    String comment =
        """
        /// # One
        /// two
        ///
        /// | a | b and c and d and e |
        /// |---|---|
        /// ```
        ///   x
        /// y
        /// ```
        /// z
        class A {}
        """;

    assertThat(CommentFlow.fill(comment, 16)).isEqualTo(comment);
  }

  @Test
  void hangsListItemsAndBlockTags() {
    assertThat(
            CommentFlow.fill("/// - one two three\n/// 1. one two three\n/// @return one two", 16))
        .isEqualTo(
            """
            /// - one two
            ///   three
            /// 1. one two
            ///    three
            /// @return one
            ///     two""");
  }

  @Test
  void beginsNoLineWithWhatWouldBeMarkup() {
    assertThat(CommentFlow.fill("/// one two - three", 12))
        .isEqualTo("/// one\n/// two -\n/// three");
  }

  @Test
  void leavesTextBlocksAlone() {
    String source = "s = \"\"\"\n/// a\n/// b\n\"\"\";\n";

    assertThat(CommentFlow.fill(source + "/// c\n/// d", 80)).isEqualTo(source + "/// c d");
  }

  @Test
  void leavesOrdinaryCommentsAlone() {
    String source = "// a\n// b\nString s = \"/// c\";\n";

    assertThat(CommentFlow.fill(source, 10)).isEqualTo(source);
  }

  @Test
  void changesNothingThatIsFilled() {
    String once = CommentFlow.fill("/// a b c d e f g h\n/// @param x a b c d e f", 12);

    assertThat(CommentFlow.fill(once, 12)).isEqualTo(once);
  }
}
