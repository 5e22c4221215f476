package dev.paddock.packages;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Everything that clients' answers hang on, as text: a client's program and settings by size and
 * time, its variables by a hash. The same text means the same answers.
 */
final class Stamps {
  private Stamps() {}

  static String of(Machine machine, List<Client> clients) {
    List<String> lines = new ArrayList<>();
    lines.add("home " + machine.home());
    lines.add("path " + machine.searchPath());
    for (Client client : clients) {
      machine
          .program(client.programs())
          .ifPresentOrElse(
              program -> stamp(client.name(), program, lines),
              () -> lines.add(client.name() + " absent"));
      client.files(machine).stream().distinct().forEach(file -> stamp(client.name(), file, lines));
    }
    lines.add("variables " + Long.toHexString(variables(machine, clients)));
    return String.join("\n", lines);
  }

  private static void stamp(String client, Path file, List<String> lines) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      lines.add(
          client
              + " "
              + file
              + " "
              + attributes.size()
              + " "
              + attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS));
      if (attributes.isDirectory()) {
        stampContent(client, file, lines);
      }
    } catch (IOException e) {
      lines.add(client + " " + file + " -");
    }
  }

  private static void stampContent(String client, Path folder, List<String> lines)
      throws IOException {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      entries.forEach(files::add);
    }
    for (Path file : files.stream().sorted().toList()) {
      if (Files.isRegularFile(file)) {
        stamp(client, file, lines);
      }
    }
  }

  /**
   * FNV-1a, 64 bits. Values may be secret, so they are not kept; nobody hostile chooses them, so no
   * cryptographic hash is needed, and the start of the JDK's security providers is spared.
   */
  private static long variables(Machine machine, List<Client> clients) {
    Map<String, String> relevant = new TreeMap<>();
    machine
        .environment()
        .forEach(
            (name, value) -> {
              if (name.startsWith("XDG_")
                  || clients.stream().anyMatch(client -> Asking.configures(client, name))) {
                relevant.put(name, value);
              }
            });
    long hash = 0xcbf29ce484222325L;
    for (byte b : relevant.toString().getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
    }
    return hash;
  }
}
