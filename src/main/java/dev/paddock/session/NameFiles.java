package dev.paddock.session;

import dev.paddock.sandbox.SandboxRequest.InsideFile;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/**
 * The two files by which programs find names (resolv.conf(5), hosts(5)), as they are inside: names
 * are asked of the session's own resolver, and what the machine's hosts file says of addresses that
 * can't be reached from inside does not stand in its way.
 */
final class NameFiles {
  private static final Path RESOLVER = Path.of("/etc/resolv.conf");
  private static final Path HOSTS = Path.of("/etc/hosts");
  private static final Path HOST_NAME = Path.of("/proc/sys/kernel/hostname");
  private static final int MOST_LINKS = 40;

  /** What is not ASCII passes as it is: comments may be of any character set. */
  private static final Charset TEXT = StandardCharsets.ISO_8859_1;

  private static final String RESOLVER_TEXT =
      """
      # The session's own resolver. It asks nobody: names that the session may reach have an address of their own.
      nameserver 127.0.0.1
      """;

  private NameFiles() {}

  /**
   * Returns the files to be mounted inside. A machine without one of them has it inside neither: it
   * can't be added to a folder that is not ours, and programs then ask 127.0.0.1 by themselves.
   *
   * @param named tells whether the session's resolver has an address for a name
   */
  static List<InsideFile> of(Predicate<String> named) throws IOException {
    List<InsideFile> files = new ArrayList<>();
    if (Files.exists(RESOLVER, LinkOption.NOFOLLOW_LINKS)) {
      files.add(file(RESOLVER, RESOLVER_TEXT));
    }
    if (Files.exists(HOSTS)) {
      String host = Files.exists(HOST_NAME) ? Files.readString(HOST_NAME).strip() : "";
      files.add(file(HOSTS, hosts(read(HOSTS), host, named)));
    }
    return files;
  }

  static String read(Path file) throws IOException {
    return Files.readString(file, TEXT);
  }

  /**
   * Keeps of a hosts file what is loopback, but for names that the resolver knows; the machine's
   * own name always leads to itself.
   */
  static String hosts(String text, String ownName, Predicate<String> named) {
    List<String> kept = new ArrayList<>();
    boolean own = ownName.isEmpty();
    for (String line : text.lines().toList()) {
      String[] words = line.replaceFirst("#.*", "").strip().split("\\s+", -1);
      if (words.length < 2 || !isLoopback(words[0])) {
        continue;
      }
      List<String> names =
          Arrays.stream(words, 1, words.length).filter(name -> !named.test(name)).toList();
      own |= names.contains(ownName);
      if (!names.isEmpty()) {
        kept.add(words[0] + "\t" + String.join(" ", names));
      }
    }
    if (kept.stream()
        .noneMatch(line -> line.endsWith("localhost") || line.contains("localhost "))) {
      kept.addFirst("127.0.0.1\tlocalhost");
    }
    if (!own) {
      kept.add("127.0.1.1\t" + ownName);
    }
    return String.join("\n", kept) + "\n";
  }

  private static boolean isLoopback(String address) {
    return address.startsWith("127.") || address.equals("::1");
  }

  private static InsideFile file(Path path, String text) throws IOException {
    return new InsideFile(target(path).toString(), 0444, text.getBytes(TEXT), true);
  }

  /**
   * Where a link leads there is something to mount on; on a link itself there is not. Nor is there
   * under one: that {@code /var/run} leads to {@code /run} is of no help to a mount. What the link
   * leads to need not exist.
   */
  static Path target(Path path) throws IOException {
    Path target = path;
    for (int i = 0; i < MOST_LINKS && Files.isSymbolicLink(target); i++) {
      target = folderOf(target).resolve(Files.readSymbolicLink(target)).normalize();
    }
    return folderOf(target).resolve(target.getFileName());
  }

  /** Returns the path, without links, of the folder that something is in, even if there is none. */
  private static Path folderOf(Path path) throws IOException {
    Path folder = path.getParent();
    if (folder == null || Files.exists(folder)) {
      return (folder == null ? path : folder).toRealPath();
    }
    return folderOf(folder).resolve(folder.getFileName());
  }
}
