package io.belvedere.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.util.List;

/// The rules that keep the panes apart. Change one only together with the design.
@AnalyzeClasses(packages = "io.belvedere.app", importOptions = DoNotIncludeTests.class)
class RailsTest {
  private static final List<String> PANES =
      List.of("map", "timeline", "alarms", "inspector", "lag", "letters", "layers");

  @ArchTest
  static final ArchRule oneDoorToJavaFx =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.belvedere.app.frame..")
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("javafx.application.Platform")
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("javafx.animation.AnimationTimer")
          .because("data reaches JavaFX through app.frame only, once a pulse");

  @ArchTest
  static final ArchRule timeIsInjected =
      noClasses()
          .should()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(Thread.class, "sleep", long.class)
          .because("time is injected");

  @ArchTest
  static void panesDoNotKnowEachOther(JavaClasses classes) {
    for (String pane : PANES) {
      String[] others =
          PANES.stream()
              .filter(p -> !p.equals(pane))
              .map(p -> "io.belvedere.app." + p + "..")
              .toArray(String[]::new);
      noClasses()
          .that()
          .resideInAPackage("io.belvedere.app." + pane + "..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(others)
          .orShould()
          .dependOnClassesThat()
          .resideInAnyPackage("io.belvedere.app", "io.belvedere.app.workspace..")
          .allowEmptyShould(true)
          .check(classes);
    }
  }
}
