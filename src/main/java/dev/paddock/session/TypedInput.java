package dev.paddock.session;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * What the person at the keyboard typed: with {@code --task}, the only words that nothing inside
 * can forge. Keeps the last lines, with the keys as they came (no editing is interpreted).
 * Thread-safe.
 */
public final class TypedInput {
  private static final int MOST_LINES = 200;
  private static final int LONGEST_LINE = 16 * 1024;

  private final Deque<String> lines = new ArrayDeque<>();
  private final java.io.ByteArrayOutputStream line = new java.io.ByteArrayOutputStream();

  synchronized void add(byte[] keys, int count) {
    for (int i = 0; i < count; i++) {
      if (keys[i] == '\r' || keys[i] == '\n') {
        endLine();
      } else if (line.size() < LONGEST_LINE) {
        line.write(keys[i]);
      }
    }
  }

  /** Returns the finished lines, the oldest first. */
  public synchronized List<String> lines() {
    return List.copyOf(lines);
  }

  private void endLine() {
    if (lines.size() == MOST_LINES) {
      lines.removeFirst();
    }
    lines.addLast(line.toString(StandardCharsets.UTF_8));
    line.reset();
  }
}
