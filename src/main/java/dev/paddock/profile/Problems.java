package dev.paddock.profile;

import static java.util.Comparator.comparingInt;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects what is wrong in all layers, so that a person mends it in one go. Not thread-safe. */
final class Problems {
  /** More than anybody mends at once; a hostile file could fill the terminal otherwise. */
  private static final int MOST = 100;

  private final List<Problem> list = new ArrayList<>();

  void add(Position at, String message, String remedy) {
    if (list.size() < MOST) {
      list.add(new Problem(at.file(), at.line(), at.column(), message, remedy));
    }
  }

  void add(Position at, String subject, EntryException cause) {
    add(at, subject + ": " + cause.reason(), cause.remedy());
  }

  boolean isEmpty() {
    return list.isEmpty();
  }

  void throwIfAny() throws ProfileException {
    if (!list.isEmpty()) {
      throw new ProfileException(sorted());
    }
  }

  /** Files stay in the order in which they were read. */
  private List<Problem> sorted() {
    Map<String, List<Problem>> byFile =
        list.stream().collect(groupingBy(Problem::file, LinkedHashMap::new, toList()));
    return byFile.values().stream()
        .flatMap(
            problems ->
                problems.stream()
                    .sorted(comparingInt(Problem::line).thenComparingInt(Problem::column)))
        .toList();
  }
}
