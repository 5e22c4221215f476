package dev.paddock.promises;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * A real agent, installed once by the ordinary npm client into a folder of the tests' own, without
 * any script of the package's. Where npm reaches no registry the test is left out, and says so.
 *
 * @param name the package
 * @param version exactly
 */
record AgentPackage(String name, String version) {
  static final AgentPackage CLAUDE =
      new AgentPackage("@anthropic-ai/claude-code-linux-x64", "2.1.332");

  static final AgentPackage CODEX = new AgentPackage("@openai/codex", "0.171.0");
  static final AgentPackage GEMINI = new AgentPackage("@google/gemini-cli", "0.61.0");
  static final AgentPackage COPILOT = new AgentPackage("@github/copilot", "1.0.102");
  static final AgentPackage OPENCODE = new AgentPackage("opencode-ai", "1.18.33");

  private static final Path CACHE =
      Path.of("/var/tmp", "paddock-test-agents-" + Callers.presentUser());

  /** Returns the folder that holds node_modules. */
  Path folder() throws IOException, InterruptedException {
    Path folder = CACHE.resolve(name.replace('/', '+') + "@" + version);
    Path done = folder.resolve("installed");
    if (Files.exists(done)) {
      return folder;
    }
    Assumptions.assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/npm")), "npm is not installed: no agent can be tried");
    Files.createDirectories(folder);
    Path log = folder.resolve("npm.log");
    Process npm =
        new ProcessBuilder(
                "npm",
                "install",
                "--ignore-scripts",
                "--no-audit",
                "--no-fund",
                "--no-save",
                name + "@" + version)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    boolean ended = npm.waitFor(10, TimeUnit.MINUTES);
    npm.destroyForcibly();
    Assumptions.assumeTrue(
        ended && npm.exitValue() == 0,
        () -> "npm can't install " + name + " here, so it was not tried; see " + log);
    Folders.readableForAll(CACHE);
    Files.createFile(done);
    return folder;
  }

  /** Returns something below node_modules. */
  Path folder(String path) throws IOException, InterruptedException {
    return folder().resolve("node_modules").resolve(path);
  }
}
