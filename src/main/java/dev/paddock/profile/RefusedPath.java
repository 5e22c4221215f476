package dev.paddock.profile;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * One line of {@code refused-paths.txt}: a place that a profile can't grant.
 *
 * @param tree whether what is in the folder is refused too
 * @param path absolute, or {@code ~/} for one in HOME
 */
record RefusedPath(Set<Use> uses, boolean tree, String path, String reason, String remedy) {
  static final List<RefusedPath> TABLE = read();

  private static List<RefusedPath> read() {
    List<RefusedPath> table = new ArrayList<>();
    for (String line : Table.lines("refused-paths.txt")) {
      List<String> fields = List.of(line.split("\\|", -1)).stream().map(String::strip).toList();
      if (fields.size() != 5) {
        throw new IllegalStateException("refused-paths.txt: not five fields: " + line);
      }
      Set<Use> uses = EnumSet.noneOf(Use.class);
      for (Use use : Use.values()) {
        if (List.of(fields.getFirst().split(" ", -1)).contains(use.key())) {
          uses.add(use);
        }
      }
      boolean tree = fields.get(1).equals("tree");
      table.add(new RefusedPath(uses, tree, fields.get(2), fields.get(3), fields.get(4)));
    }
    return List.copyOf(table);
  }
}
