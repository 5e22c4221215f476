package dev.paddock.promises;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A project may be called what it likes. */
@AsEveryCaller
class FolderNamesTest {
  /** As Bash quotes them, since this JVM's own locale may know no such names. */
  private static final List<String> NAMES =
      List.of(
          "$'with spaces  and a tab\\t'",
          "$'\\u00fcn\\u00efc\\u00f6d\\u00e9 \\u4e2d\\u6587'",
          "$'a newline\\nin it'",
          "'comma,colon:semicolon;'",
          "'back\\slash\\040'",
          "'--help'",
          "'quote\"s'\\''and$dollar`s'",
          "'%s [glob]*?{x}'");

  @AutoClose private final Scene scene;

  FolderNamesTest(Caller caller) {
    scene = new Scene(caller);
  }

  @Test
  void anyNameIsAProjectsName() throws Exception {
    for (String name : NAMES) {
      String script =
          "name="
              + name
              + "; mkdir -p -- \"$PWD/$name/.vscode\" && cd -- \"$PWD/$name\" && echo a >secret.key && echo t >.vscode/tasks.json"
              + " && PWD= && \"$@\"; s=$?; [ \"$(cat made)\" = x ] && echo made; [ \"$(cat secret.key)\" = a ] && echo same; exit $s";
      Result result =
          scene
              .inside(
                  "echo x >made; [ -s secret.key ] && echo seen; echo y 2>/dev/null >.vscode/tasks.json && echo written; pwd | wc -l",
                  "--hide",
                  "*.key")
              .through(script)
              .end();

      assertThat(result.ended(0).lines())
          .as(name)
          .containsExactly(name.contains("newline") ? "2" : "1", "made", "same");
    }
  }
}
