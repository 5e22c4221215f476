package dev.paddock.home;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs {@code git config --list}, the only program that this room runs.
 *
 * <p>Git is looked for in PATH, but never in the project or in a relative folder, where a session
 * could have planted one. It gets no variable but HOME, PATH, those that say where the global
 * configuration is, and GIT_DIR, so that {@code includeIf "gitdir:…"} holds as in the project.
 * {@code git config} runs no hook, filter or monitor of the repository that GIT_DIR names.
 */
final class GitProgram {
  private static final long TIME_LIMIT_MILLIS = 2_000;
  private static final int LONGEST_OUTPUT = 1024 * 1024;

  private final HomeRequest request;

  GitProgram(HomeRequest request) {
    this.request = request;
  }

  /** Tells whether the owner has a global configuration, so that asking is worth a process. */
  boolean hasConfiguration(Places places) {
    List<Places.Place> files = new ArrayList<>(places.of(".gitconfig"));
    files.addAll(places.of(".config/git/config"));
    files.addAll(places.of("$GIT_CONFIG_GLOBAL"));
    return files.stream().anyMatch(file -> Files.exists(file.path()));
  }

  /**
   * Returns what git lists with {@code -z --show-scope}.
   *
   * @throws IOException if there is no git, or it fails, or takes longer than two seconds
   */
  String list() throws IOException {
    List<Path> folders = trustedFolders();
    Path git =
        folders.stream()
            .map(folder -> folder.resolve("git"))
            .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
            .filter(file -> !inProject(file))
            .findFirst()
            .orElseThrow(() -> new IOException("git is not in PATH"));
    Path gitDirectory = request.project().resolve(".git");
    if (Files.isDirectory(gitDirectory, LinkOption.NOFOLLOW_LINKS)) {
      try {
        return run(git, folders, Map.of("GIT_DIR", gitDirectory.toString()));
      } catch (IOException e) {
        // A repository that git can't read must not cost the owner's own settings.
        return run(git, folders, Map.of());
      }
    }
    return run(git, folders, Map.of());
  }

  private String run(Path git, List<Path> path, Map<String, String> more) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(git.toString(), "config", "--includes", "--show-scope", "-z", "--list");
    builder.directory(new File("/"));
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    Map<String, String> environment = builder.environment();
    environment.clear();
    environment.put("HOME", request.home().toString());
    environment.put("PATH", String.join(":", path.stream().map(Path::toString).toList()));
    environment.put("GIT_CONFIG_NOSYSTEM", "1");
    environment.put("LC_ALL", "C");
    for (String variable : List.of("XDG_CONFIG_HOME", "GIT_CONFIG_GLOBAL")) {
      Optional.ofNullable(request.environment().get(variable))
          .ifPresent(value -> environment.put(variable, value));
    }
    environment.putAll(more);
    Process process = builder.start();
    try {
      process.getOutputStream().close();
      return finish(process);
    } finally {
      process.destroyForcibly();
    }
  }

  private static String finish(Process process) throws IOException {
    CompletableFuture<byte[]> output =
        CompletableFuture.supplyAsync(
            () -> read(process.getInputStream()), Thread::startVirtualThread);
    try {
      byte[] bytes = output.get(TIME_LIMIT_MILLIS, TimeUnit.MILLISECONDS);
      if (!process.waitFor(TIME_LIMIT_MILLIS, TimeUnit.MILLISECONDS)) {
        throw new IOException("git config does not end");
      }
      if (process.exitValue() != 0 || bytes.length > LONGEST_OUTPUT) {
        throw new IOException("git config fails; run \"git config --global --list\" to see why");
      }
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (TimeoutException e) {
      throw new IOException("git config takes longer than two seconds", e);
    } catch (ExecutionException e) {
      throw new IOException("git config's output can't be read", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while git config ran", e);
    }
  }

  private static byte[] read(InputStream in) {
    try {
      return in.readNBytes(LONGEST_OUTPUT + 1);
    } catch (IOException e) {
      return new byte[LONGEST_OUTPUT + 1]; // counts as a failure
    }
  }

  private List<Path> trustedFolders() {
    List<Path> folders = new ArrayList<>();
    for (String entry :
        request.environment().getOrDefault("PATH", "/usr/bin:/bin").split(":", -1)) {
      request.path(entry).filter(folder -> !inProject(folder)).ifPresent(folders::add);
    }
    return folders;
  }

  private boolean inProject(Path path) {
    try {
      return path.startsWith(request.project()) || path.toRealPath().startsWith(realProject());
    } catch (IOException e) {
      return true;
    }
  }

  private Path realProject() {
    try {
      return request.project().toRealPath();
    } catch (IOException e) {
      return request.project();
    }
  }
}
