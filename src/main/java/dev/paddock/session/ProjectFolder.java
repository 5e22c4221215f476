package dev.paddock.session;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;

/** Finds the project that a command is started in, and refuses folders that can't be one. */
final class ProjectFolder {
  /** Folders in HOME that hold keys, or programs and settings that run outside. */
  private static final List<String> NEVER =
      List.of(".ssh", ".gnupg", ".aws", ".kube", ".docker", ".password-store", ".config", ".local");

  private static final List<String> SYSTEM =
      List.of(
          "/bin",
          "/boot",
          "/dev",
          "/etc",
          "/lib",
          "/lib32",
          "/lib64",
          "/proc",
          "/run",
          "/sbin",
          "/sys",
          "/usr",
          "/tmp",
          "/var/tmp",
          "/var",
          "/home",
          "/opt",
          "/srv",
          "/mnt",
          "/media");

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
    if (home.startsWith(project)) {
      throw new SessionException(
          project + " is, or holds, your home directory, and so all your keys",
          "Change into the folder of a project");
    }
    if (project.startsWith(home)) {
      String first = home.relativize(project).getName(0).toString();
      if (NEVER.contains(first)) {
        throw new SessionException(
            project + " lies in ~/" + first + ", which holds keys or what runs outside",
            "Change into the folder of a project");
      }
    }
    String path = project.toString();
    boolean inSystem =
        SYSTEM.subList(0, 12).stream().anyMatch(folder -> path.startsWith(folder + "/"));
    if (inSystem || SYSTEM.contains(path) || path.equals("/")) {
      throw new SessionException(
          project + " is a folder of the system", "Change into the folder of a project");
    }
  }
}
