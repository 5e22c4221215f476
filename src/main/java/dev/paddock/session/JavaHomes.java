package dev.paddock.session;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Which Java installations there are inside: each keeps the authorities that it trusts itself. */
final class JavaHomes {
  private static final String STORE = "lib/security/cacerts";
  private static final String STORE_OF_JAVA_8 = "jre/lib/security/cacerts";

  /**
   * Folders whose children are installations; those of HOME count only as far as they are granted.
   */
  private static final List<String> SYSTEM =
      List.of("/usr/lib/jvm", "/usr/lib64/jvm", "/usr/java", "/opt", "/opt/java");

  private static final List<String> OF_HOME =
      List.of(
          ".sdkman/candidates/java",
          ".jdks",
          ".local/share/mise/installs/java",
          ".asdf/installs/java",
          ".jenv/versions");

  private JavaHomes() {}

  /**
   * Finds them.
   *
   * @param javaHome the caller's JAVA_HOME, or an empty text
   * @param granted tells whether a folder is there inside
   */
  static List<Path> find(Path home, String javaHome, Predicate<Path> granted) {
    List<Path> candidates = new ArrayList<>();
    SYSTEM.forEach(folder -> candidates.addAll(children(Path.of(folder))));
    OF_HOME.forEach(folder -> candidates.addAll(children(home.resolve(folder))));
    if (javaHome.startsWith("/")) {
      candidates.add(Path.of(javaHome));
    }
    Set<Path> found = new LinkedHashSet<>();
    for (Path candidate : candidates) {
      if (isInstallation(candidate) && (isSystem(candidate) || granted.test(candidate))) {
        found.add(candidate);
      }
    }
    return List.copyOf(found);
  }

  private static boolean isInstallation(Path folder) {
    return Files.isReadable(folder.resolve(STORE))
        || Files.isReadable(folder.resolve(STORE_OF_JAVA_8));
  }

  private static boolean isSystem(Path folder) {
    return folder.startsWith("/usr") || folder.startsWith("/opt");
  }

  private static List<Path> children(Path folder) {
    List<Path> children = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
      stream.forEach(children::add);
    } catch (IOException | DirectoryIteratorException e) {
      return List.of(); // there is no such folder, or nobody may look into it
    }
    return children;
  }
}
