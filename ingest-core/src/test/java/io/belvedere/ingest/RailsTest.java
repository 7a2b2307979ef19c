package io.belvedere.ingest;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.util.List;

/// The rules that keep the rooms apart. Change one only together with the design.
@AnalyzeClasses(packages = "io.belvedere.ingest", importOptions = DoNotIncludeTests.class)
class RailsTest {
  /// In the order in which an observation meets them; a room knows only those before it.
  private static final List<String> ROOMS =
      List.of(
          "model",
          "time",
          "thread",
          "tiles",
          "city",
          "source",
          "decode",
          "twin",
          "history",
          "alarm",
          "lag",
          "trust",
          "feed",
          "bridge",
          "sandbox",
          "headless");

  @ArchTest
  static final ArchRule noJavaFx =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("javafx..", "io.belvedere.app..")
          .because("ingest-core runs on servers without a screen");

  @ArchTest
  static final ArchRule onlyTimeReadsTheClock =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.belvedere.ingest.time")
          .should()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(java.time.ZonedDateTime.class, "now", java.time.ZoneId.class)
          .orShould()
          .callMethod(java.time.LocalDate.class, "now", java.time.ZoneId.class)
          .orShould()
          .callMethod(Thread.class, "sleep", long.class)
          .because("time is injected");

  @ArchTest
  static void everyRoomKnowsOnlyThoseBeforeIt(
      com.tngtech.archunit.core.domain.JavaClasses classes) {
    for (int i = 0; i < ROOMS.size(); i++) {
      String[] later =
          ROOMS.subList(i + 1, ROOMS.size()).stream()
              .map(room -> "io.belvedere.ingest." + room + "..")
              .toArray(String[]::new);
      if (later.length > 0) {
        noClasses()
            .that()
            .resideInAPackage("io.belvedere.ingest." + ROOMS.get(i) + "..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(later)
            .allowEmptyShould(true)
            .check(classes);
      }
    }
  }
}
