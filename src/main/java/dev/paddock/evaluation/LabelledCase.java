package dev.paddock.evaluation;

import dev.paddock.action.Action;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A piece of a session that somebody has judged.
 *
 * @param id unique among all that are read together
 * @param family what it is counted with
 * @param note why it has this label
 * @param where the file and line that it stands in
 * @param task the words of {@code --task}
 * @param instructions the project's instructions to agents, as they were at the start
 * @param project the folder that the session started in; it need not exist
 * @param cwd the folder that all its actions start in
 * @param files what was there before the session although an earlier action writes it; all that no
 *     earlier action writes is taken to have been there
 * @param before what happened until then, the oldest first
 * @param action what is decided about
 * @param model what a good model would answer, if it is asked
 */
public record LabelledCase(
    String id,
    String family,
    Label label,
    String note,
    String where,
    Optional<String> task,
    Optional<String> instructions,
    Path project,
    Path cwd,
    List<Path> files,
    List<Before> before,
    Action action,
    Optional<ModelAnswer> model) {
  /** The home of the person whose sessions the cases tell of. */
  public static final Path HOME = Path.of("/home/dev");

  /** Keeps lists that nobody changes. */
  public LabelledCase {
    files = List.copyOf(files);
    before = List.copyOf(before);
  }
}
