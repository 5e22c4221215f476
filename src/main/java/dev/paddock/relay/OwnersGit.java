package dev.paddock.relay;

import dev.paddock.linux.Processes;
import dev.paddock.linux.Signals;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Runs the owner's own git, outside, in folders that only Paddock wrote.
 *
 * <p>The owner's global and system configuration, credential helpers, ssh configuration, agent and
 * known hosts apply; nothing of the project's does. What could widen a push, ask a question or run
 * another program is set on top, by environment, so that neither the settings nor a URL with a key
 * stands in the list of processes. Hooks of a global {@code core.hooksPath} do not run: they are
 * written for a work tree, and a push here has none.
 *
 * <p>Each process leads a session of its own (setsid(1)), so that no terminal can be asked, and all
 * that it starts ends with it. Thread-safe.
 */
final class OwnersGit implements AutoCloseable {
  /** The name under which commands know the repository upstream. */
  static final String REMOTE = "paddock-upstream";

  private static final int LONGEST_OUTPUT = 64 << 20;
  private static final int LONGEST_ERRORS = 64 << 10;
  private static final Set<String> DROPPED =
      Set.of("DISPLAY", "WAYLAND_DISPLAY", "SSH_ASKPASS", "JDK_JAVA_OPTIONS", "CDPATH", "BASH_ENV");
  private static final List<String> DROPPED_STARTS = List.of("GIT_", "LD_", "JAVA_", "PADDOCK_");

  /** Said last, so that it counts: git takes the last of a key's values. */
  private static final Map<String, String> GUARDS =
      Map.ofEntries(
          Map.entry("core.hooksPath", "/dev/null"),
          Map.entry("core.fsmonitor", "false"),
          Map.entry("core.askPass", ""),
          Map.entry("credential.interactive", "false"),
          Map.entry("push.followTags", "false"),
          Map.entry("push.recurseSubmodules", "no"),
          Map.entry("push.gpgSign", "false"),
          Map.entry("push.pushOption", ""),
          Map.entry("push.useForceIfIncludes", "false"),
          Map.entry("fetch.recurseSubmodules", "no"),
          Map.entry("fetch.fsckObjects", "false"),
          Map.entry("fetch.writeCommitGraph", "false"),
          Map.entry("submodule.recurse", "false"),
          Map.entry("gc.auto", "0"),
          Map.entry("maintenance.auto", "false"),
          Map.entry("protocol.ext.allow", "never"));

  private final RelaySettings.Owner owner;
  private final Set<Long> running = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  OwnersGit(RelaySettings.Owner owner) {
    this.owner = owner;
  }

  /**
   * What a command said.
   *
   * @param status its exit status
   */
  record Output(int status, String text, String errors) {
    /** Returns the text of a command that went well. */
    String orFail() throws GitFailure {
      if (status != 0) {
        String words = GitWords.line(errors);
        throw new GitFailure(
            words.isEmpty() ? "git ends with status " + status + "." : "git says: " + words);
      }
      return text;
    }
  }

  /** Runs a command that talks to upstream. */
  Output ask(Path folder, Upstream upstream, Duration limit, String... arguments)
      throws GitFailure {
    Map<String, String> settings = new LinkedHashMap<>(GUARDS);
    settings.put("remote." + REMOTE + ".url", upstream.url());
    settings.put("protocol.file.allow", upstream.local() ? "always" : "never");
    return run(folder, settings, "", limit, arguments);
  }

  /** Lets the owner's git-lfs bring the large file that a pointer names. */
  void smudge(Path folder, Upstream upstream, String pointer, Duration limit) throws GitFailure {
    Map<String, String> settings = new LinkedHashMap<>(GUARDS);
    settings.put("remote." + REMOTE + ".url", upstream.url());
    settings.put("remote.lfsdefault", REMOTE);
    settings.put("protocol.file.allow", upstream.local() ? "always" : "never");
    run(folder, settings, pointer, limit, "lfs", "smudge").orFail();
  }

  /** Runs a command on Paddock's own folder. */
  Output local(Path folder, String input, Duration limit, String... arguments) throws GitFailure {
    return run(folder, GUARDS, input, limit, arguments);
  }

  /**
   * Starts the owner's git as a server of a folder of Paddock's own. No configuration but that
   * folder's counts.
   *
   * @param protocol what the client speaks, {@code version=2} say; anything else counts as nothing
   */
  Process serve(Path folder, String protocol, String... arguments) throws GitFailure {
    Map<String, String> more = new LinkedHashMap<>();
    more.put("GIT_CONFIG_GLOBAL", "/dev/null");
    more.put("GIT_CONFIG_NOSYSTEM", "1");
    if (protocol.matches("version=[0-2]")) {
      more.put("GIT_PROTOCOL", protocol);
    }
    return start(folder, more, arguments);
  }

  /** Ends a process and all that it started; harmless if it has ended. */
  void end(Process process) {
    if (running.remove(process.pid())) {
      Processes.signal(-Math.toIntExact(process.pid()), Signals.SIGKILL);
      process.destroyForcibly();
    }
  }

  /** Ends all that runs; nothing can be started any more. */
  @Override
  public void close() {
    closed = true;
    running.forEach(pid -> Processes.signal(-Math.toIntExact(pid), Signals.SIGKILL));
  }

  private Output run(
      Path folder, Map<String, String> settings, String input, Duration limit, String... arguments)
      throws GitFailure {
    Map<String, String> more = new LinkedHashMap<>();
    int n = 0;
    for (Map.Entry<String, String> setting : settings.entrySet()) {
      more.put("GIT_CONFIG_KEY_" + n, setting.getKey());
      more.put("GIT_CONFIG_VALUE_" + n, setting.getValue());
      n++;
    }
    more.put("GIT_CONFIG_COUNT", String.valueOf(n));
    Process process = start(folder, more, arguments);
    try {
      CompletableFuture<String> text = read(process.getInputStream(), LONGEST_OUTPUT);
      CompletableFuture<String> errors = read(process.getErrorStream(), LONGEST_ERRORS);
      try (var out = process.getOutputStream()) {
        out.write(input.getBytes(StandardCharsets.UTF_8));
      } catch (IOException e) {
        // It ended early: its status and its words say why.
      }
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new GitFailure("git did not end within %d seconds.".formatted(limit.toSeconds()));
      }
      return new Output(process.exitValue(), finish(text), finish(errors));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new GitFailure("the session ends.");
    } finally {
      end(process);
    }
  }

  private Process start(Path folder, Map<String, String> more, String... arguments)
      throws GitFailure {
    List<String> command = new ArrayList<>(List.of("setsid", program(), "--git-dir=."));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    Map<String, String> environment = builder.environment();
    environment.clear();
    owner
        .environment()
        .forEach(
            (name, value) -> {
              if (!DROPPED.contains(name) && DROPPED_STARTS.stream().noneMatch(name::startsWith)) {
                environment.put(name, value);
              }
            });
    environment.put("HOME", owner.home().toString());
    environment.put("PATH", String.join(":", path().stream().map(Path::toString).toList()));
    environment.put("GIT_TERMINAL_PROMPT", "0");
    environment.put("GIT_OPTIONAL_LOCKS", "0");
    environment.put("SSH_ASKPASS_REQUIRE", "never");
    environment.put("LC_ALL", "C");
    environment.putAll(more);
    try {
      Process process = builder.start();
      running.add(process.pid());
      if (closed) {
        end(process);
        throw new GitFailure("the session ends.");
      }
      return process;
    } catch (IOException e) {
      throw new GitFailure("git can't be started: " + e.getMessage());
    }
  }

  private String program() throws GitFailure {
    return path().stream()
        .map(folder -> folder.resolve("git"))
        .filter(Files::isExecutable)
        .findFirst()
        .map(Path::toString)
        .orElseThrow(() -> new GitFailure("git is not in PATH."));
  }

  private List<Path> path() {
    List<Path> folders = new ArrayList<>();
    for (String entry : owner.environment().getOrDefault("PATH", "/usr/bin:/bin").split(":", -1)) {
      if (entry.startsWith("/")
          && owner.untrusted().stream().noneMatch(Path.of(entry)::startsWith)) {
        folders.add(Path.of(entry));
      }
    }
    return folders;
  }

  private static CompletableFuture<String> read(InputStream in, int longest) {
    CompletableFuture<String> said = new CompletableFuture<>();
    Thread.startVirtualThread(
        () -> {
          ByteArrayOutputStream kept = new ByteArrayOutputStream();
          try (in) {
            byte[] buffer = new byte[8192];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
              kept.write(buffer, 0, Math.min(n, longest - kept.size()));
            }
          } catch (IOException e) {
            // Ended with the process; what was read is what it said.
          }
          said.complete(kept.toString(StandardCharsets.UTF_8));
        });
    return said;
  }

  private static String finish(CompletableFuture<String> said) throws InterruptedException {
    try {
      return said.get(5, TimeUnit.SECONDS);
    } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
      return ""; // a helper that git left behind keeps the pipe open
    }
  }
}
