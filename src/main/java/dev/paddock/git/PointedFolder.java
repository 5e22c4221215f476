package dev.paddock.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The git folder that a project's {@code .git} file points to, as submodules have it, and
 * repositories made with {@code --separate-git-dir}.
 */
public final class PointedFolder {
  private static final String POINTER = "gitdir: ";
  private static final int LONGEST = 8192;

  private PointedFolder() {}

  /**
   * Finds it. The pointer alone proves nothing: whoever made the project wrote it, and it could
   * name any repository of the owner's. What counts is that the folder says in turn, by {@code
   * core.worktree}, that this project is its work tree; git writes that for submodules, and the
   * owner can.
   *
   * @param project real path
   * @param environment the owner's
   */
  public static Optional<Path> of(Path project, Map<String, String> environment) {
    try {
      Path pointer = project.resolve(".git");
      if (!Files.isRegularFile(pointer, LinkOption.NOFOLLOW_LINKS)
          || Files.size(pointer) > LONGEST) {
        return Optional.empty();
      }
      String text = Files.readString(pointer, StandardCharsets.UTF_8).strip();
      if (!text.startsWith(POINTER)) {
        return Optional.empty();
      }
      Path folder = project.resolve(text.substring(POINTER.length())).toRealPath();
      if (!GitFolder.isOne(folder)) {
        return Optional.empty();
      }
      for (GitSetting setting : new GitProgram(environment, List.of(project)).settings(folder)) {
        if (setting.isLocal()
            && setting.key().equals("core.worktree")
            && folder.resolve(setting.value()).toRealPath().equals(project)) {
          return Optional.of(folder);
        }
      }
      return Optional.empty();
    } catch (IOException | InvalidPathException | GitException e) {
      return Optional.empty();
    }
  }
}
