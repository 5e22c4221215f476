package dev.paddock.git;

import dev.paddock.linux.DirectoryReader.Kind;
import dev.paddock.linux.UntrustedFolder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What session and host agreed upon last: the refs, and each worktree's HEAD. What differs from it
 * was changed, on the one side or the other. Immutable.
 *
 * @param heads by the worktree's own folder: an empty text for the main one, {@code worktrees/NAME}
 */
record Baseline(RefTable refs, Map<String, String> heads) {
  Baseline {
    heads = Map.copyOf(heads);
  }

  /** Reads what a git folder says now. */
  static Baseline read(UntrustedFolder folder) throws IOException {
    Map<String, String> heads = new TreeMap<>();
    for (String worktree : worktrees(folder)) {
      RefTable.read(folder, in(worktree, "HEAD")).ifPresent(head -> heads.put(worktree, head));
    }
    return new Baseline(RefTable.read(folder), heads);
  }

  /** Returns the folders of all worktrees, the main one first. */
  static List<String> worktrees(UntrustedFolder folder) throws IOException {
    List<String> worktrees = new ArrayList<>(List.of(""));
    folder.list("worktrees").stream()
        .filter(entry -> entry.kind() == Kind.DIRECTORY)
        .map(entry -> "worktrees/" + entry.name())
        .sorted()
        .forEach(worktrees::add);
    return worktrees;
  }

  /** Returns the path of a file of a worktree. */
  static String in(String worktree, String file) {
    return worktree.isEmpty() ? file : worktree + "/" + file;
  }

  Optional<String> id(String ref) {
    return Optional.ofNullable(refs.ids().get(ref));
  }

  /** Returns its text: one fact a line. */
  String text() {
    StringBuilder text = new StringBuilder();
    new TreeMap<>(heads).forEach((tree, head) -> line(text, "head", tree, head));
    new TreeMap<>(refs.ids()).forEach((ref, id) -> line(text, "ref", ref, id));
    new TreeMap<>(refs.symbolic()).forEach((ref, target) -> line(text, "symbolic", ref, target));
    return text.toString();
  }

  static Baseline parse(String text) {
    Map<String, String> heads = new TreeMap<>();
    Map<String, String> ids = new TreeMap<>();
    Map<String, String> symbolic = new TreeMap<>();
    for (String line : text.lines().toList()) {
      String[] words = line.split("\t", -1);
      switch (words[0]) {
        case "head" -> heads.put(words[1], words[2]);
        case "ref" -> ids.put(words[1], words[2]);
        case "symbolic" -> symbolic.put(words[1], words[2]);
        default -> throw new IllegalArgumentException("No baseline has the line " + line);
      }
    }
    return new Baseline(new RefTable(ids, symbolic), heads);
  }

  /** Names with tabs or line ends are no refs' (git-check-ref-format(1)): they are forgotten. */
  private static void line(StringBuilder text, String kind, String name, String value) {
    if ((name + value).chars().noneMatch(c -> c < ' ')) {
      text.append(kind).append('\t').append(name).append('\t').append(value).append('\n');
    }
  }
}
