package io.belvedere.ingest.decode.profile;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/// The text of a profile as [Part]s: YAML 1.2, and with it JSON.
final class Yaml {
  private static final int LONGEST = 1 << 20;

  /// No profile is nested deeper, and the composer goes down by calling itself.
  private static final int DEEPEST = 32;

  private static final LoadSettings SETTINGS =
      LoadSettings.builder()
          .setUseMarks(true)
          .setAllowNonScalarKeys(true)
          .setCodePointLimit(LONGEST)
          .build();

  private Yaml() {}

  /// @param file its name, for what is told
  /// @throws ProfileException if it is not YAML, or empty, or several documents
  static Part read(String file, String text) throws ProfileException {
    Node root = null;
    try {
      checkDepth(file, text);
      Iterator<Node> documents = new Compose(SETTINGS).composeAllFromString(text).iterator();
      if (documents.hasNext()) {
        root = documents.next();
      }
      if (root == null) {
        throw wrong(file, 1, 1, "there is nothing in it.");
      }
      if (documents.hasNext()) {
        throw at(
            file,
            documents.next().getStartMark(),
            "a second document begins here: a profile is one.");
      }
    } catch (MarkedYamlEngineException e) {
      throw at(
          file,
          e.getProblemMark().or(e::getContextMark),
          "it is neither YAML nor JSON: " + sentence(e.getProblem()));
    } catch (ReaderException e) {
      String before = text.substring(0, text.offsetByCodePoints(0, e.getPosition()));
      int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
      int column = before.length() - before.lastIndexOf('\n');
      throw wrong(file, line, column, "there is a character that YAML has no place for.");
    } catch (YamlEngineException e) {
      throw wrong(file, 1, 1, "it is neither YAML nor JSON: " + sentence(e.getMessage()));
    }
    Set<ProfileError> errors = new LinkedHashSet<>();
    return new Part(root, "", errors);
  }

  private static void checkDepth(String file, String text) throws ProfileException {
    int depth = 0;
    for (Event event : new Parse(SETTINGS).parseString(text)) {
      if (event instanceof CollectionStartEvent && ++depth > DEEPEST) {
        throw at(file, event.getStartMark(), "it is nested too deeply here.");
      }
      if (event instanceof CollectionEndEvent) {
        depth--;
      }
    }
  }

  private static String sentence(@Nullable String problem) {
    String said = String.valueOf(problem);
    return said.endsWith(".") ? said : said + ".";
  }

  private static ProfileException at(String file, Optional<Mark> mark, String message) {
    return new ProfileException(file, List.of(ProfileError.at(mark, "", message)));
  }

  private static ProfileException wrong(String file, int line, int column, String message) {
    return new ProfileException(file, List.of(new ProfileError(line, column, "", message)));
  }
}
