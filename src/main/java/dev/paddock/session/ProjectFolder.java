package dev.paddock.session;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Finds the project that a command is started in, and refuses folders that can't be one. */
final class ProjectFolder {
  /** Folders in HOME that hold keys, or programs and settings that run outside. */
  private static final List<String> NEVER =
      List.of(".ssh", ".gnupg", ".aws", ".kube", ".docker", ".password-store", ".config", ".local");

  /** Folders that can't be a project, with all in them. */
  private static final List<String> WHOLLY_SYSTEM =
      List.of(
          "/bin", "/boot", "/dev", "/etc", "/lib", "/lib32", "/lib64", "/libx32", "/proc", "/run",
          "/sbin", "/sys");

  /** Folders that can't be a project themselves. */
  private static final List<String> SYSTEM =
      List.of(
          "/usr",
          "/usr/local",
          "/usr/src",
          "/tmp",
          "/var",
          "/var/tmp",
          "/home",
          "/opt",
          "/srv",
          "/mnt",
          "/media");

  private static final int NOBODY = 65534;

  private ProjectFolder() {}

  /**
   * Returns the nearest folder, from the working directory upwards, that holds a git folder; HOME
   * and what is above it do not count. Without one, it is the working directory.
   *
   * @param workingDirectory real path
   * @param home real path
   * @throws SessionException if the folder found can't be a project
   */
  static Path find(Path workingDirectory, Path home) throws SessionException {
    Path project = workingDirectory;
    for (Path folder = workingDirectory;
        folder != null && !home.startsWith(folder);
        folder = folder.getParent()) {
      if (Files.exists(folder.resolve(".git"), LinkOption.NOFOLLOW_LINKS)) {
        project = folder;
        break;
      }
    }
    refuse(project, home);
    return project;
  }

  private static void refuse(Path project, Path home) throws SessionException {
    for (Path owned : homes(home)) {
      boolean own = owned.equals(home);
      refuse(
          project,
          owned,
          own ? "your home directory" : owned + ", somebody's home directory",
          own ? "~" : owned.toString());
    }
    String path = project.toString();
    if (path.equals("/")
        || (path.startsWith("/usr/") && !path.startsWith("/usr/src/"))
        || SYSTEM.contains(path)
        || WHOLLY_SYSTEM.stream()
            .anyMatch(folder -> path.equals(folder) || path.startsWith(folder + "/"))) {
      throw new SessionException(
          project + " is a folder of the system", "Change into the folder of a project");
    }
  }

  private static void refuse(Path project, Path home, String name, String shortName)
      throws SessionException {
    if (home.startsWith(project)) {
      throw new SessionException(
          project + " is, or holds, " + name + ", and so all keys in it",
          "Change into the folder of a project");
    }
    if (project.startsWith(home)) {
      String first = home.relativize(project).getName(0).toString();
      if (NEVER.contains(first)) {
        throw new SessionException(
            project
                + " lies in "
                + shortName
                + "/"
                + first
                + ", which holds keys or what runs outside",
            "Change into the folder of a project");
      }
    }
  }

  /** The caller's home, root's, and those of the people in /etc/passwd (passwd(5)). */
  private static Set<Path> homes(Path home) {
    Set<Path> homes = new LinkedHashSet<>(List.of(home, Path.of("/root")));
    try {
      for (String line : Files.readAllLines(Path.of("/etc/passwd"), StandardCharsets.ISO_8859_1)) {
        String[] fields = line.split(":", -1);
        if (fields.length == 7 && isPerson(fields[2]) && fields[5].matches("/.+")) {
          homes.add(Path.of(fields[5]).normalize());
        }
      }
    } catch (IOException e) {
      return homes; // a system without that file has no other people in it
    }
    return homes;
  }

  /**
   * As useradd(8) gives them; accounts of services have homes like /var/www, which may well be a
   * project.
   */
  private static boolean isPerson(String uid) {
    return uid.matches("[0-9]{4,9}") && Integer.parseInt(uid) < NOBODY;
  }
}
