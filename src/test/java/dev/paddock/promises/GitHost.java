package dev.paddock.promises;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The git repositories of a {@link World}, and the keys of their only user. They are private: who
 * shows no key gets nothing.
 *
 * @param folder holds NAME.git, the user's ssh key pair and the server's
 */
record GitHost(Path folder) {
  static final String USER = "owner";
  static final String PASSWORD = "PASSWORD-CANARY-1234";
  static final String HOST = "allowed.test";

  /** Makes the keys. */
  static void prepare(Path folder) throws IOException, InterruptedException {
    Files.createDirectory(folder);
    for (String name : List.of("user", "host")) {
      run(folder, "ssh-keygen", "-q", "-t", "ecdsa", "-N", "", "-C", name, "-f", name);
    }
  }

  /** Makes a repository with a commit on main; one that is there already is left as it is. */
  void repository(String name) throws IOException, InterruptedException {
    if (Files.exists(folder.resolve(name + ".git"))) {
      return;
    }
    git("init", "-q", "--bare", "-b", "main", name + ".git");
    Path work = Files.createTempDirectory(folder, "work");
    git("clone", "-q", name + ".git", work.toString());
    Files.writeString(work.resolve("README"), name + "\n");
    git("-C", work.toString(), "add", "README");
    git("-C", work.toString(), "commit", "-qm", "first");
    git("-C", work.toString(), "push", "-q", "origin", "HEAD:main");
    Folders.delete(work);
  }

  String https(String name) {
    return "https://" + HOST + "/git/" + name + ".git";
  }

  String ssh(String name) {
    return "git@" + HOST + ":git/" + name + ".git";
  }

  /** Lets the owner of a scene log in: by a credential helper, and by a key. */
  void giveKeys(Scene scene) throws IOException {
    // ssh(1) looks for its settings in the home of the user database, not in HOME.
    scene.write(
        "~/.gitconfig",
        """
        [user]
          name = Owner
          email = owner@example.com
        [credential]
          helper = store
        [init]
          defaultBranch = main
        [core]
          sshCommand = ssh -F %s
        """
            .formatted(scene.path("~/.ssh/config")));
    scene.write("~/.git-credentials", "https://%s:%s@%s\n".formatted(USER, PASSWORD, HOST));
    Path key = scene.write("~/.ssh/id_ecdsa", Files.readString(folder.resolve("user")));
    String hostKey = Files.readString(folder.resolve("host.pub"));
    scene.write("~/.ssh/known_hosts", HOST + " " + hostKey);
    scene.write(
        "~/.ssh/config",
        "Host *\n  IdentityFile %s\n  UserKnownHostsFile %s\n"
            .formatted(key, scene.path("~/.ssh/known_hosts")));
    for (Path file : List.of(key, scene.path("~/.ssh/config"), scene.path("~/.git-credentials"))) {
      Files.setPosixFilePermissions(
          file, java.nio.file.attribute.PosixFilePermissions.fromString("rw-------"));
    }
  }

  /** Returns the id of a ref, or an empty text. */
  String idOf(String name, String ref) throws IOException, InterruptedException {
    return git("-C", name + ".git", "for-each-ref", "--format=%(objectname)", ref).strip();
  }

  /** Returns all refs with their ids. */
  String refs(String name) throws IOException, InterruptedException {
    return git("-C", name + ".git", "for-each-ref", "--format=%(refname) %(objectname)");
  }

  String git(String... arguments) throws IOException, InterruptedException {
    List<String> line = new ArrayList<>(List.of("git"));
    line.addAll(List.of(arguments));
    return run(folder, line.toArray(String[]::new));
  }

  private static String run(Path folder, String... line) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(line).directory(folder.toFile());
    builder.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
    builder.environment().put("GIT_AUTHOR_NAME", "Somebody");
    builder.environment().put("GIT_AUTHOR_EMAIL", "somebody@example.com");
    builder.environment().put("GIT_COMMITTER_NAME", "Somebody");
    builder.environment().put("GIT_COMMITTER_EMAIL", "somebody@example.com");
    Process process = builder.redirectErrorStream(true).start();
    try {
      String out = new String(process.getInputStream().readAllBytes());
      if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new UncheckedIOException(new IOException(String.join(" ", line) + ": " + out));
      }
      return out;
    } finally {
      process.destroyForcibly();
    }
  }
}
