package dev.paddock.promises;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Variables and descriptors of the caller. */
@AsEveryCaller
class AmbientThingsTest {
  @AutoClose private final Scene scene;

  AmbientThingsTest(Caller caller) {
    scene = new Scene(caller);
  }

  @Test
  void onlyVariablesOnTheListAreThere() throws Exception {
    Call call = scene.inside("env | cut -d= -f1 | sort | tr '\\n' ' '");
    for (String secret :
        List.of(
            "AWS_SECRET_ACCESS_KEY",
            "GITHUB_TOKEN",
            "DATABASE_URL",
            "UNLISTED",
            "SSH_AUTH_SOCK",
            "http_proxy",
            "LD_PRELOAD_X",
            "BASH_ENV",
            "MAVEN_OPTS")) {
      call.with(secret, "canary");
    }
    Result result = call.with("LANG", "C.UTF-8").with("TERM", "dumb").with("TZ", "UTC").end();
    List<String> expected =
        new java.util.ArrayList<>(
            List.of(
                "HOME",
                "LANG",
                "LC_ALL",
                "PADDOCK_GATE",
                "PADDOCK_SESSION",
                "PATH",
                "PWD",
                "SHLVL"));
    if (scene.caller().isRoot()) {
      expected.add("TAR_OPTIONS");
    }
    expected.addAll(List.of("TERM", "TZ", "_"));

    assertThat(result.ended(0).out().strip().split(" ")).containsExactlyElementsOf(expected);
  }

  @Test
  void noProcessInsideCarriesAnotherVariable() throws Exception {
    Result result =
        scene
            .inside(
                "cat /proc/1/environ >/dev/null && echo readable;"
                    + " cat /proc/[0-9]*/environ /proc/[0-9]*/task/*/environ | grep -ac c4nary")
            .with("TOKEN", "c4nary")
            .end();

    assertThat(result.lines()).containsExactly("readable", "0");
  }

  @Test
  void aVariableThatTheOwnerNamesIsPassed() throws Exception {
    assertThat(
            scene
                .inside("echo $MY_SETTING", "--env", "MY_SETTING")
                .with("MY_SETTING", "x")
                .end()
                .out())
        .isEqualTo("x\n");
  }

  @Test
  void onlyTheStandardDescriptorsAreOpen() throws Exception {
    scene.write("../../../outside/file", "secret");
    Result result =
        scene
            .inside("ls /proc/self/fd /proc/$$/fd; cat <&21; cat <&3; echo x >&22")
            .through(
                "exec 3</etc/passwd 21<"
                    + scene.outside()
                    + "/file 22>>"
                    + scene.outside()
                    + "/file 23<"
                    + scene.outside()
                    + "; exec \"$@\"")
            .end();

    assertThat(result.out())
        .isEqualTo(
            "/proc/"
                + shell(result)
                + "/fd:\n0\n1\n2\n255\n\n/proc/self/fd:\n0\n1\n2\n3\n".replace("255\n", ""));
    assertThat(scene.outside().resolve("file")).hasContent("secret");
  }

  @Test
  void everyProcessInsideHasOnlyTheStandardDescriptorsOfTheCaller() throws Exception {
    scene.write("../../../outside/file", "secret");
    Result result =
        scene
            .inside("for fd in /proc/[0-9]*/fd/*; do readlink $fd; done")
            .through("exec 21<" + scene.outside() + "/file; exec \"$@\"")
            .end();

    assertThat(result.out()).isNotEmpty().doesNotContain("outside", "secret");
  }

  private static String shell(Result result) {
    return result.out().replaceAll("(?s)^/proc/(\\d+)/.*", "$1");
  }
}
