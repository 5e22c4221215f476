package dev.paddock.relay;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What upstream has, as git-ls-remote(1) tells it.
 *
 * @param ids each ref's id; without HEAD and peeled tags
 * @param head what HEAD names, or an id if it names no branch, or empty if there is none
 */
record UpstreamRefs(Map<String, String> ids, String head) {
  /** Reads the output of {@code git ls-remote --symref}. */
  static UpstreamRefs parse(String text) throws GitFailure {
    Map<String, String> ids = new TreeMap<>();
    String head = "";
    for (String line : text.lines().toList()) {
      int tab = line.indexOf('\t');
      String id = line.substring(0, Math.max(0, tab));
      String ref = line.substring(tab + 1);
      if (id.startsWith("ref: ")) {
        head = ref.equals("HEAD") ? id.substring("ref: ".length()) : head;
      } else if (!id.matches("[0-9a-f]{40}")) {
        throw new GitFailure("its objects are not named by SHA-1, which is all that is served.");
      } else if (ref.equals("HEAD")) {
        head = head.isEmpty() ? id : head;
      } else if (!ref.endsWith("^{}")) {
        ids.put(ref, id);
      }
    }
    return new UpstreamRefs(ids, head);
  }

  /** Returns the part that every client is told of. */
  Map<String, String> everyday() {
    Map<String, String> some = new TreeMap<>(ids);
    some.keySet().removeIf(ref -> !isEveryday(ref));
    return some;
  }

  /** Tells whether a ref is a branch, a tag, or of the notes. */
  static boolean isEveryday(String ref) {
    return ref.startsWith("refs/heads/")
        || ref.startsWith("refs/tags/")
        || ref.startsWith("refs/notes/");
  }

  /** Returns the default branch; every branch that may be it, if upstream does not say which. */
  Set<String> defaultBranches() {
    if (head.startsWith("refs/")) {
      return Set.of(head);
    }
    Set<String> possible = new TreeSet<>();
    ids.forEach(
        (ref, id) -> {
          if (ref.startsWith("refs/heads/") && id.equals(head)) {
            possible.add(ref);
          }
        });
    return possible;
  }
}
