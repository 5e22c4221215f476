package dev.paddock.home;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * From what {@code git config --list -z --show-scope} prints to a configuration file with the
 * harmless keys. A pure function.
 *
 * @see <a href="https://git-scm.com/docs/git-config#_syntax">git-config, syntax</a>
 */
final class GitConfigText {
  private static final String GLOBAL = "global";

  private GitConfigText() {}

  /**
   * One key.
   *
   * @param value empty for a key without "=", which means true
   */
  private record Setting(List<String> key, Optional<String> value) {}

  /**
   * Returns the file; blank if nothing passes.
   *
   * @param listing pairs of a scope and "key LF value" (or "key" alone), each ended by a NUL;
   *     scopes but "global" are skipped, since they are the repository's
   */
  static String rewrite(String listing, Sieve sieve) {
    StringBuilder out = new StringBuilder();
    String header = "";
    for (Setting setting : global(listing)) {
      List<String> key = setting.key();
      Optional<String> value = sieve.pass(key, setting.value().orElse("true"));
      if (value.isEmpty()) {
        continue;
      }
      String wanted = header(key);
      if (!wanted.equals(header)) {
        out.append(wanted).append('\n');
        header = wanted;
      }
      out.append('\t').append(key.getLast());
      setting.value().ifPresent(_ -> out.append(" = ").append(quoted(value.get())));
      out.append('\n');
    }
    return out.toString();
  }

  private static List<Setting> global(String listing) {
    List<Setting> settings = new ArrayList<>();
    String[] fields = listing.split("\0", -1);
    for (int i = 0; i + 1 < fields.length; i += 2) {
      if (fields[i].equals(GLOBAL)) {
        setting(fields[i + 1]).ifPresent(settings::add);
      }
    }
    return settings;
  }

  private static Optional<Setting> setting(String field) {
    int newline = field.indexOf('\n');
    String name = newline < 0 ? field : field.substring(0, newline);
    int first = name.indexOf('.');
    int last = name.lastIndexOf('.');
    if (first <= 0 || name.contains("\r")) {
      return Optional.empty();
    }
    List<String> key = new ArrayList<>(List.of(name.substring(0, first)));
    if (last > first) {
      key.add(name.substring(first + 1, last));
    }
    key.add(name.substring(last + 1));
    return Optional.of(
        new Setting(
            List.copyOf(key),
            newline < 0 ? Optional.empty() : Optional.of(field.substring(newline + 1))));
  }

  private static String header(List<String> key) {
    return key.size() == 2
        ? "[" + key.getFirst() + "]"
        : "["
            + key.getFirst()
            + " \""
            + key.get(1).replace("\\", "\\\\").replace("\"", "\\\"")
            + "\"]";
  }

  private static String quoted(String value) {
    return '"'
        + value
            .replace("\\", "\\\\")
            .replace("\"", "\\\"")
            .replace("\n", "\\n")
            .replace("\t", "\\t")
        + '"';
  }
}
