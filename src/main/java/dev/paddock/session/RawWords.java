package dev.paddock.session;

import dev.paddock.linux.FileNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * This process's arguments and environment as the kernel has them. The JVM decodes both as text and
 * so loses bytes that are none; a file name need not be text.
 */
public final class RawWords {
  private RawWords() {}

  /**
   * Returns the arguments of the program, which are the last ones of the process (proc(5),
   * cmdline), as {@link FileNames} decodes them.
   *
   * @param decoded as the JVM gave them
   */
  public static String[] arguments(String... decoded) {
    try {
      List<String> all = words(Path.of("/proc/self/cmdline"));
      if (all.size() > decoded.length) {
        return all.subList(all.size() - decoded.length, all.size()).toArray(String[]::new);
      }
    } catch (IOException e) {
      return decoded; // text is what nearly all are
    }
    return decoded;
  }

  /** Returns the environment (proc(5), environ). */
  static Map<String, String> environment() throws IOException {
    Map<String, String> environment = new HashMap<>();
    for (String variable : words(Path.of("/proc/self/environ"))) {
      int equals = variable.indexOf('=');
      if (equals > 0) {
        environment.putIfAbsent(variable.substring(0, equals), variable.substring(equals + 1));
      }
    }
    return environment;
  }

  private static List<String> words(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    List<String> words = new ArrayList<>();
    int from = 0;
    for (int at = 0; at < bytes.length; at++) {
      if (bytes[at] == 0) {
        words.add(FileNames.decode(Arrays.copyOfRange(bytes, from, at)));
        from = at + 1;
      }
    }
    return words;
  }
}
