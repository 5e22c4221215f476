package dev.paddock.promises;

import dev.paddock.cli.Main;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A copy of Paddock, as it was compiled for this test run, that every user of the machine may read.
 * It goes when the JVM ends.
 */
final class Installation {
  private static final Installation ONLY = new Installation();

  private final Path folder = Folders.temporary("paddock-installation");
  private final List<String> command;
  private final List<String> gated;

  private Installation() {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> Folders.delete(folder)));
    try {
      Path classes = folder.resolve("classes");
      copy(
          Path.of(Main.class.getProtectionDomain().getCodeSource().getLocation().toURI()), classes);
      List<String> path = new ArrayList<>(List.of(classes.toString()));
      Path tests = folder.resolve("tests");
      copy(
          Path.of(GatedMain.class.getProtectionDomain().getCodeSource().getLocation().toURI()),
          tests);
      Path libraries = Files.createDirectory(folder.resolve("lib"));
      for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
        if (entry.endsWith(".jar")) {
          Path jar = Path.of(entry);
          Path copy = libraries.resolve(jar.getFileName());
          Files.copy(jar, copy, StandardCopyOption.REPLACE_EXISTING);
          unpackNative(jar, libraries);
          path.add(copy.toString());
        }
      }
      Folders.readableForAll(folder);
      this.command =
          List.of(
              System.getProperty("java.home") + "/bin/java",
              "-XX:+UseSerialGC",
              "-XX:-UsePerfData",
              "-XX:-MaxFDLimit",
              "-XX:TieredStopAtLevel=1",
              "-Xmx512m",
              "--enable-native-access=ALL-UNNAMED",
              "-Djava.library.path=" + libraries,
              "-cp",
              String.join(File.pathSeparator, path),
              "dev.paddock.cli.Main");
      this.gated = new ArrayList<>(command.subList(0, command.size() - 2));
      gated.add(command.get(command.size() - 2) + File.pathSeparator + tests);
      gated.add(GatedMain.class.getName());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** As the launcher's build does: Netty would unpack it to /tmp, where a kill leaves it. */
  private static void unpackNative(Path jar, Path libraries) throws IOException {
    try (FileSystem files = FileSystems.newFileSystem(jar);
        Stream<Path> entries = Files.walk(files.getPath("/"))) {
      for (Path library : entries.filter(entry -> entry.toString().endsWith(".so")).toList()) {
        String name = library.getFileName().toString();
        Files.copy(library, libraries.resolve(name), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  /** Returns the command line of the launcher's last line, to which arguments are added. */
  static List<String> command() {
    return ONLY.command;
  }

  /** Returns the command line of {@link GatedMain}, to which a command is added. */
  static List<String> gatedCommand() {
    return List.copyOf(ONLY.gated);
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
  }
}
