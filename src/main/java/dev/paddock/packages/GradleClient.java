package dev.paddock.packages;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Gradle: the addresses in the user's init scripts and properties. What a build names itself, and
 * Gradle's own portal, are no configuration of the user's.
 *
 * @see <a href="https://docs.gradle.org/current/userguide/init_scripts.html">Init scripts</a>
 */
final class GradleClient implements Client {
  private static final Pattern QUOTED = Pattern.compile("[\"'](https?://[^\"'\\s$]+)[\"']");
  private static final Pattern PROPERTY =
      Pattern.compile("(?m)^\\s*systemProp\\.[^=#\\s]*url[^=#\\s]*\\s*=\\s*(https?\\S+)\\s*$");
  private static final int LARGEST = 1024 * 1024;

  @Override
  public String name() {
    return "gradle";
  }

  @Override
  public List<String> programs() {
    return List.of();
  }

  @Override
  public List<String> variables() {
    return List.of("GRADLE_USER_HOME");
  }

  @Override
  public List<Path> files(Machine machine) {
    Path folder = folder(machine);
    return List.of(
        folder.resolve("gradle.properties"),
        folder.resolve("init.gradle"),
        folder.resolve("init.gradle.kts"),
        folder.resolve("init.d"));
  }

  @Override
  public Told ask(Machine machine, Asking asking) throws IOException {
    Path folder = folder(machine);
    List<String> addresses = new ArrayList<>();
    scan(PROPERTY, folder.resolve("gradle.properties"), addresses);
    scan(QUOTED, folder.resolve("init.gradle"), addresses);
    scan(QUOTED, folder.resolve("init.gradle.kts"), addresses);
    if (Files.isDirectory(folder.resolve("init.d"))) {
      try (DirectoryStream<Path> scripts =
          Files.newDirectoryStream(folder.resolve("init.d"), "*.{gradle,gradle.kts}")) {
        for (Path script : scripts) {
          scan(QUOTED, script, addresses);
        }
      }
    }
    return Told.of(addresses);
  }

  private static Path folder(Machine machine) {
    return machine.path("GRADLE_USER_HOME").orElse(machine.home().resolve(".gradle"));
  }

  private static void scan(Pattern pattern, Path file, List<String> addresses) throws IOException {
    if (Files.isRegularFile(file) && Files.size(file) <= LARGEST) {
      String code = Files.readString(file).replaceAll("(?m)^\\s*//.*$", "").replace("\\:", ":");
      Matcher matcher = pattern.matcher(code);
      while (matcher.find()) {
        addresses.add(matcher.group(1));
      }
    }
  }
}
