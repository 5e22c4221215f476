package dev.paddock.provenance;

import java.util.Arrays;

/** Numbers, without an object for each. Not thread-safe. */
final class LongList {
  private long[] values = new long[64];
  private int size;

  void add(long value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, size * 2);
    }
    values[size++] = value;
  }

  long[] sortedDistinct() {
    return Arrays.stream(values, 0, size).sorted().distinct().toArray();
  }
}
