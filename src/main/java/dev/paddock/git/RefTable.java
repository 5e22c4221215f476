package dev.paddock.git;

import dev.paddock.linux.DirectoryReader.Entry;
import dev.paddock.linux.DirectoryReader.Kind;
import dev.paddock.linux.UntrustedFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The refs of a git folder at one time, as gitrepository-layout(5) describes them. What is no ref
 * is left out. Immutable.
 *
 * @param ids of refs that name an object, by full name
 * @param symbolic refs that name another ref
 */
record RefTable(Map<String, String> ids, Map<String, String> symbolic) {
  private static final Pattern ID = Pattern.compile("[0-9a-f]{40}");
  private static final String SYMBOLIC = "ref: ";
  private static final int LONGEST_REF = 4096;
  private static final int LARGEST_TABLE = 256 << 20;
  private static final int MOST_REFS = 500_000;
  private static final int DEEPEST = 50;

  static final RefTable EMPTY = new RefTable(Map.of(), Map.of());

  RefTable {
    ids = Map.copyOf(ids);
    symbolic = Map.copyOf(symbolic);
  }

  /**
   * Reads the refs of a folder; those of a file of their own win over packed ones.
   *
   * @throws IOException if there are absurdly many, or one can't be read
   */
  static RefTable read(UntrustedFolder folder) throws IOException {
    Map<String, String> ids = new TreeMap<>();
    Map<String, String> symbolic = new TreeMap<>();
    // Loose ones first: one that is packed meanwhile is then found at least once.
    Map<String, String> loose = new TreeMap<>();
    walk(folder, "refs", loose, 0);
    packed(folder, ids);
    loose.forEach(
        (name, text) -> {
          if (text.startsWith(SYMBOLIC)) {
            symbolic.put(name, text.substring(SYMBOLIC.length()).strip());
            ids.remove(name);
          } else if (ID.matcher(text).matches()) {
            ids.put(name, text);
          }
        });
    return new RefTable(ids, symbolic);
  }

  /** Reads one ref's file: an id, or {@code ref: } and a name; empty for anything else. */
  static Optional<String> read(UntrustedFolder folder, String name) throws IOException {
    return folder
        .read(name, LONGEST_REF)
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8).strip())
        .filter(text -> text.startsWith(SYMBOLIC) || ID.matcher(text).matches());
  }

  static boolean isId(String text) {
    return ID.matcher(text).matches();
  }

  private static void walk(
      UntrustedFolder folder, String path, Map<String, String> loose, int depth)
      throws IOException {
    if (depth > DEEPEST || loose.size() > MOST_REFS) {
      throw new IOException("too many refs, or nested too deep");
    }
    for (Entry entry : folder.list(path)) {
      String name = path + "/" + entry.name();
      if (entry.kind() == Kind.DIRECTORY) {
        walk(folder, name, loose, depth + 1);
      } else if (entry.kind() == Kind.FILE && !name.endsWith(".lock")) {
        read(folder, name).ifPresent(text -> loose.put(name, text));
      }
    }
  }

  private static void packed(UntrustedFolder folder, Map<String, String> ids) throws IOException {
    Optional<byte[]> bytes = folder.read("packed-refs", LARGEST_TABLE);
    if (bytes.isEmpty()) {
      return;
    }
    for (String line : new String(bytes.get(), StandardCharsets.UTF_8).split("\n", -1)) {
      if (line.length() > 41 && line.charAt(40) == ' ' && isId(line.substring(0, 40))) {
        ids.put(line.substring(41).strip(), line.substring(0, 40));
      }
    }
    if (ids.size() > MOST_REFS) {
      throw new IOException("too many refs");
    }
  }
}
