package dev.paddock.promises;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A host whose requests are read: what may be asked, and the key that is added outside. */
@AsEveryCaller
class KeysTest {
  private static final String KEY = "ghp_CANARYCANARYCANARYCANARYCANARY123456";
  private static final String PROFILE =
      """
      [network]
      allow = ["other.test"]

      [network.host."allowed.test"]
      methods = ["GET"]
      paths = ["/ok/**", "/reveal", "/redirect"]
      credential = "test"

      [credentials.test]
      from = "env:REAL_KEY"
      variable = "GITHUB_TOKEN"
      """;

  private final World world = World.shared();
  @AutoClose private final Scene scene;

  KeysTest(Caller caller) {
    scene = new Scene(world.move(caller));
    scene.write("~/.config/paddock/profile.toml", PROFILE);
  }

  @BeforeEach
  void forget() {
    world.forget();
  }

  private Result inside(String script) throws Exception {
    return scene.inside(script).with("REAL_KEY", KEY).end();
  }

  @Test
  void theKeyIsAddedOutside() throws Exception {
    Result result = inside("curl -sS https://allowed.test/ok/a; env; cat /proc/*/environ");

    assertThat(result.out())
        .startsWith("reached /ok/a host=allowed.test\n")
        .contains("GITHUB_TOKEN=ghp_")
        .doesNotContain(KEY, "REAL_KEY");
    assertThat(world.seen()).singleElement().asString().contains("authorization=[Bearer " + KEY);
  }

  @Test
  void thePlaceholderIsReplacedWhereClientsPutIt() throws Exception {
    inside(
            """
            curl -sS -H "Authorization: token $GITHUB_TOKEN" https://allowed.test/ok/a
            curl -sS -u "someone:$GITHUB_TOKEN" https://allowed.test/ok/b
            """)
        .ended(0);

    String basic = java.util.Base64.getEncoder().encodeToString(("someone:" + KEY).getBytes());
    assertThat(world.seen()).hasSize(2);
    assertThat(world.seen().get(0)).contains("authorization=[token " + KEY + "]");
    assertThat(world.seen().get(1)).contains("authorization=[Basic " + basic + "]");
  }

  @Test
  void aForeignKeyIsRefused() throws Exception {
    Result result =
        inside(
            """
            curl -sS -H 'Authorization: Bearer ghp_somebodyelses' https://allowed.test/ok/a
            curl -sS -H 'X-Api-Key: somebodyelses' https://allowed.test/ok/b
            """);

    assertThat(result.out()).contains("foreign-key").doesNotContain("reached");
    assertThat(world.seen()).isEmpty();
  }

  @Test
  void otherMethodsAndPathsAreRefused() throws Exception {
    Result result =
        inside(
            """
            curl -sS -X POST -d x https://allowed.test/ok/a
            curl -sS -X TRACE https://allowed.test/ok/a
            for p in /no /ok/../no /ok/%2e%2e/no //no /ok/%2e%2e%2fno; do
              curl -sS --path-as-is https://allowed.test$p
            done
            """);

    assertThat(result.out()).contains("Paddock").doesNotContain("reached");
    assertThat(world.seen()).isEmpty();
  }

  @Test
  void aRedirectCarriesNoKeyToAnotherHost() throws Exception {
    inside("curl -sSL \"https://allowed.test/redirect?to=https://other.test/there\"").ended(0);

    assertThat(world.seen()).hasSize(2);
    assertThat(world.seen().get(1)).contains("/there").doesNotContain(KEY);
  }

  @Test
  void aServerThatTellsWhatItGotDoesNotTellTheKey() throws Exception {
    Result result = inside("curl -sS https://allowed.test/reveal");

    assertThat(result.ended(0).out()).startsWith("you sent Bearer ghp_").doesNotContain(KEY);
  }

  @Test
  void programsInsideTrustTheCertificateByThemselves() throws Exception {
    scene.write(
        "Fetch.java",
        """
        void main() throws Exception {
          var url = java.net.URI.create("https://allowed.test/ok/java").toURL();
          try (var in = url.openStream()) {
            in.transferTo(System.out);
          }
        }
        """);
    String java = System.getProperty("java.home") + "/bin/java";
    Result result =
        inside(
            """
            curl -sS https://allowed.test/ok/curl
            python3 -c 'import urllib.request as u; print(u.urlopen("https://allowed.test/ok/python").read().decode(), end="")'
            %s Fetch.java
            if command -v node >/dev/null; then
              node -e 'require("https").get("https://allowed.test/ok/node", r => r.pipe(process.stdout))'
            else
              echo 'reached /ok/node host=allowed.test'
            fi
            git ls-remote https://allowed.test/ok/git 2>&1 | grep -ci certificate
            """
                .formatted(java));

    assertThat(result.lines())
        .containsExactlyElementsOf(
            List.of(
                "reached /ok/curl host=allowed.test",
                "reached /ok/python host=allowed.test",
                "reached /ok/java host=allowed.test",
                "reached /ok/node host=allowed.test",
                "0"));
    assertThat(result.err()).doesNotContain("Picked up");
  }

  @Test
  void theLogNamesTheCredentialAndNotTheKey() throws Exception {
    inside("curl -sS https://allowed.test/ok/a; curl -sS https://allowed.test/no");

    assertThat(scene.paddock("log", "--json").end().ended(0).out())
        .contains("/ok/a", "\"test\"")
        .doesNotContain(KEY);
  }

  @Test
  void aKeyThatCannotBeHadIsAnErrorThatNamesIt() throws Exception {
    Result result = scene.inside("curl -sS https://allowed.test/ok/a").end();

    assertThat(result.out()).contains("test", "REAL_KEY");
    assertThat(world.seen()).isEmpty();
  }

  @Test
  void aKeyFileThatOthersCanReadIsToldWithTheRemedy() throws Exception {
    Path file = scene.write("~/.keys/test", KEY + "\n");
    scene.write(
        "~/.config/paddock/profile.toml", PROFILE.replace("env:REAL_KEY", "file:~/.keys/test"));
    Result result = scene.inside("curl -sS https://allowed.test/ok/a").end();

    assertThat(result.ended(0).err()).contains("chmod go-rwx " + file);
    assertThat(world.seen()).singleElement().asString().contains(KEY);
  }
}
