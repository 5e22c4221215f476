package dev.paddock.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class CallerTest {
  @TempDir private Path folder;
  private Path home;

  /** Prints what it is called by; a JVM of its own, because the environment can't be changed. */
  static final class Program {
    public static void main(String[] arguments) {
      try {
        Caller caller = Caller.ofThisProcess();
        System.out.println("uid " + caller.uid() + " gid " + caller.gid());
        System.out.println("home " + caller.home());
        System.out.println("directory " + caller.workingDirectory());
        System.out.println("terminals " + caller.terminals());
        caller.environment().forEach((name, value) -> System.out.println(name + "=" + value));
      } catch (IOException e) {
        System.out.println("refused: " + e.getMessage());
      }
    }
  }

  @BeforeEach
  void makeHome() throws Exception {
    folder = folder.toRealPath();
    home = Files.createDirectory(folder.resolve("home"));
  }

  @Test
  void theLaunchersChangesOfVariablesAreUndone() throws Exception {
    List<String> lines =
        run(
            Map.of(
                "HOME", home.toString(),
                "LC_ALL", "the launcher's",
                "PADDOCK_CALLERS_LC_ALL", "the caller's",
                "JAVA_TOOL_OPTIONS_X", "the launcher's",
                "PADDOCK_CALLERS_JAVA_TOOL_OPTIONS_X", "",
                "PADDOCK_CALLERS_ONLY_THERE", "kept",
                "OTHER", "as it was"));
    assertThat(lines)
        .contains("LC_ALL=the caller's", "ONLY_THERE=kept", "OTHER=as it was")
        .noneMatch(line -> line.startsWith("PADDOCK_CALLERS_"))
        .noneMatch(line -> line.startsWith("JAVA_TOOL_OPTIONS_X"));
  }

  @Test
  void homeAndWorkingDirectoryAreRealPaths() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("link"), home);
    assertThat(run(Map.of("HOME", link.toString())))
        .contains("home " + home, "directory " + folder);
  }

  @Test
  void theIdsAreThoseOfTheProcess() throws Exception {
    assertThat(run(Map.of("HOME", home.toString())))
        .contains(
            "uid %s gid %s"
                .formatted(
                    Files.getAttribute(Path.of("/proc/self"), "unix:uid"),
                    Files.getAttribute(Path.of("/proc/self"), "unix:gid")));
  }

  @Test
  void pipesAreNoTerminals() throws Exception {
    assertThat(run(Map.of("HOME", home.toString()))).contains("terminals []");
  }

  @Test
  void aHomeThatIsNoDirectoryIsRefusedWithTheRemedy() throws Exception {
    assertThat(run(Map.of("HOME", "/nothing/there")))
        .containsExactly(
            "refused: HOME is \"/nothing/there\", which is no home directory."
                + " Set HOME to yours.");
    assertThat(run(Map.of("HOME", "relative"))).allMatch(line -> line.startsWith("refused: "));
    assertThat(run(Map.of("HOME", ""))).allMatch(line -> line.startsWith("refused: "));
  }

  private List<String> run(Map<String, String> environment) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Program.class.getName())
            .directory(folder.toFile())
            .redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output.lines().toList();
  }
}
