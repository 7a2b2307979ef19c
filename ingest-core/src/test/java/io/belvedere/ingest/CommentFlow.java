package io.belvedere.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Fills the lines of Markdown comments (`///`) up to a width. google-java-format leaves them
/// alone, but for lines that are too wide: those it would continue as `//`.
///
/// Paragraphs, list items and block tags are filled; headings, tables, quoted and indented blocks
/// stay as they are written, and so does what stands in a text block.
final class CommentFlow {
  private static final Pattern COMMENT = Pattern.compile("^( *)///(.*)$");
  private static final Pattern ITEM = Pattern.compile("^ ?( *(?:[-*+]|\\d+\\.) +)(\\S.*)$");
  private static final Pattern TAG = Pattern.compile("^ ?(@\\w+ )(\\S.*)$");
  private static final Pattern AS_WRITTEN = Pattern.compile("^(?: ?[#|>]| {5}).*$");

  private static final Pattern TEXT_BLOCK_EDGE = Pattern.compile("(?<!\\\\)\"{3}");

  /// What would mean something else at the start of a line.
  private static final Pattern MARKUP =
      Pattern.compile("[-*+]|\\d+\\.|[#>|@].*|\\[[^\\]]*\\]:|`{3}.*|={2,}|-{2,}");

  private final int width;
  private final String margin;
  private final List<String> out = new ArrayList<>();
  private final List<String> words = new ArrayList<>();
  private String first = "";
  private String next = "";

  private CommentFlow(int width, String margin) {
    this.width = width;
    this.margin = margin;
  }

  /// The source with its Markdown comments filled.
  ///
  /// @param width of a line, with its margin; a single word may be wider
  static String fill(String source, int width) {
    List<String> lines = new ArrayList<>();
    List<String> run = new ArrayList<>();
    String margin = "";
    boolean inTextBlock = false;
    for (String line : source.split("\n", -1)) {
      Matcher comment = COMMENT.matcher(line);
      boolean isComment = comment.matches() && !inTextBlock;
      inTextBlock ^= !isComment && TEXT_BLOCK_EDGE.matcher(line).results().count() % 2 == 1;
      if (!run.isEmpty() && !(isComment && comment.group(1).equals(margin))) {
        lines.addAll(new CommentFlow(width, margin).filled(run));
        run.clear();
      }
      if (isComment) {
        margin = comment.group(1);
        run.add(comment.group(2));
      } else {
        lines.add(line);
      }
    }
    lines.addAll(new CommentFlow(width, margin).filled(run));
    return String.join("\n", lines);
  }

  private List<String> filled(List<String> comment) {
    boolean quoted = false;
    for (String line : comment) {
      boolean fence = line.strip().startsWith("```");
      Matcher item = ITEM.matcher(line);
      Matcher tag = TAG.matcher(line);
      if (fence || quoted) {
        keep(line);
        quoted ^= fence;
      } else if (item.matches()) {
        begin(item.group(1), " ".repeat(item.group(1).length()), item.group(2));
      } else if (tag.matches()) {
        begin(tag.group(1), "    ", tag.group(2));
      } else if (line.isBlank() || (AS_WRITTEN.matcher(line).matches() && next.isEmpty())) {
        keep(line);
      } else {
        words.addAll(List.of(line.strip().split(" +")));
      }
    }
    end();
    return out;
  }

  private void begin(String first, String next, String text) {
    end();
    this.first = first;
    this.next = next;
    words.addAll(List.of(text.strip().split(" +")));
  }

  private void keep(String line) {
    end();
    out.add(margin + "///" + line.stripTrailing());
  }

  private void end() {
    StringBuilder line = new StringBuilder(margin + "/// " + first);
    boolean empty = true;
    for (String word : unbroken()) {
      if (!empty && line.length() + 1 + word.length() > width) {
        out.add(line.toString());
        line = new StringBuilder(margin + "/// " + next);
        empty = true;
      }
      line.append(empty ? "" : " ").append(word);
      empty = false;
    }
    if (!empty) {
      out.add(line.toString());
    }
    words.clear();
    first = "";
    next = "";
  }

  /// The words, each with those behind it that must not begin a line.
  private List<String> unbroken() {
    List<List<String>> groups = new ArrayList<>();
    for (String word : words) {
      if (groups.isEmpty() || !MARKUP.matcher(word).matches()) {
        groups.add(new ArrayList<>());
      }
      groups.getLast().add(word);
    }
    return groups.stream().map(group -> String.join(" ", group)).toList();
  }
}
