package dev.paddock.promises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The escape probes that lie beside the checkout, if they do. */
@AsEveryCaller
class ProbesTest {
  private static final Path PROBES =
      Path.of("../shared/probes/escape-fixture.py").toAbsolutePath().normalize();

  /**
   * Both make the same call, and one wants it refused, the other granted; KernelTest says which.
   */
  private static final Set<String> CONTRADICTED = Set.of("userns_creatable", "ok_nested_userns");

  /** What later parts bring: the repository and the network. */
  private static final Set<String> LATER =
      Set.of(
          "ok_git_commit",
          "ok_git_branch",
          "ok_git_worktree_commit",
          "ok_net_allowed_proxy",
          "ok_net_allowed_plain");

  private final Caller caller;

  ProbesTest(Caller caller) {
    this.caller = caller;
  }

  @Test
  void everyEscapeIsContainedAndEverydayWorkGoesOn() throws Exception {
    assumeTrue(Files.exists(PROBES), "The escape probes don't lie beside this checkout.");
    assumeTrue(Callers.presentUser() == 0, "The escape probes plant their decoys as root.");
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/python3")), "Python 3 is not installed.");
    Path folder = Folders.temporary("paddock-probes");
    try {
      Path home = folder.resolve("home");
      Path json = folder.resolve("result.json");
      List<String> line =
          new ArrayList<>(
              List.of(
                  "unshare",
                  "-n",
                  "sh",
                  "-c",
                  "ip link set lo up && exec /usr/bin/python3 \"$@\"",
                  "sh",
                  PROBES.toString(),
                  "run",
                  "--json",
                  json.toString(),
                  "--"));
      line.addAll(Installation.command());
      line.addAll(List.of("run", "--", "bash", "./escape-probes.sh"));
      ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
      Path log = folder.resolve("log");
      builder.redirectOutput(log.toFile());
      builder.environment().clear();
      builder.environment().put("PATH", "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin");
      builder.environment().put("HOME", home.toString());
      builder.environment().put("LC_ALL", "C.UTF-8");
      builder.environment().put("PDKF_HOME", home.toString());
      builder.environment().put("PDKF_OUT", folder.resolve("out").toString());
      if (caller.isSomebodyElse()) {
        builder.environment().put("PDKF_UID", Integer.toString(caller.uid()));
      }
      Process process = builder.start();
      if (!process.waitFor(5, TimeUnit.MINUTES)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
        throw new AssertionError("the probes did not end\n" + Files.readString(log));
      }
      assertThat(json).as(Files.readString(log)).exists();
      judge(JsonMapper.shared().readTree(json), Files.readString(log));
    } finally {
      Folders.delete(folder);
    }
  }

  private static void judge(JsonNode result, String log) {
    JsonNode rows = result.get("rows");
    assertThat(rows.size()).as(log).isGreaterThan(100);
    List<String> broken =
        rows.propertyStream()
            .filter(row -> Set.of("ESCAPED", "BROKEN").contains(row.getValue().get(1).asString()))
            .filter(row -> !CONTRADICTED.contains(row.getKey()) && !LATER.contains(row.getKey()))
            .map(row -> row.getKey() + " " + row.getValue())
            .toList();
    assertThat(broken).as(log).isEmpty();
    assertThat(
            Stream.of("host_tty_injected", "host_stub_files", "host_out_changed", "host_survivors")
                .map(name -> result.get("host").get(name).asString()))
        .as(log)
        .containsOnly("");
  }
}
