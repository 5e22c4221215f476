package dev.paddock.packages;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Everything that clients' answers hang on, as text: a client's program and settings by size and
 * time, its variables by a hash. The same text means the same answers.
 *
 * <p>Made at every start of a session, so written without what the JVM has to link first: neither
 * lambdas nor string concatenation by {@code +}, which cost ten milliseconds of a fresh process.
 */
final class Stamps {
  private final Machine machine;
  private final List<Client> clients;
  private final StringBuilder text = new StringBuilder(8192);

  private Stamps(Machine machine, List<Client> clients) {
    this.machine = machine;
    this.clients = clients;
  }

  static String of(Machine machine, List<Client> clients) {
    return new Stamps(machine, clients).make();
  }

  private String make() {
    line("home").append(machine.home());
    line("path").append(machine.searchPath());
    for (Client client : clients) {
      Optional<Path> program = machine.program(client.programs());
      if (program.isPresent()) {
        stamp(client.name(), program.get());
      } else {
        line(client.name()).append("absent");
      }
      for (Path file : new LinkedHashSet<>(client.files(machine))) {
        stamp(client.name(), file);
      }
    }
    line("variables").append(Long.toHexString(variables()));
    return text.toString();
  }

  private StringBuilder line(String subject) {
    return text.append(text.isEmpty() ? "" : "\n").append(subject).append(' ');
  }

  private void stamp(String client, Path file) {
    StringBuilder line = line(client).append(file).append(' ');
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      line.append(attributes.size())
          .append(' ')
          .append(attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS));
      if (attributes.isDirectory()) {
        stampContent(client, file);
      }
    } catch (IOException e) {
      line.append('-');
    }
  }

  private void stampContent(String client, Path folder) throws IOException {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        files.add(entry);
      }
    }
    files.sort(null);
    for (Path file : files) {
      if (Files.isRegularFile(file)) {
        stamp(client, file);
      }
    }
  }

  /**
   * FNV-1a, 64 bits. Values may be secret, so they are not kept; nobody hostile chooses them, so no
   * cryptographic hash is needed, and the start of the JDK's security providers is spared.
   */
  private long variables() {
    Map<String, String> relevant = new TreeMap<>();
    for (Map.Entry<String, String> variable : machine.environment().entrySet()) {
      if (variable.getKey().startsWith("XDG_") || configuresAny(variable.getKey())) {
        relevant.put(variable.getKey(), variable.getValue());
      }
    }
    long hash = 0xcbf29ce484222325L;
    for (byte b : relevant.toString().getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
    }
    return hash;
  }

  private boolean configuresAny(String variable) {
    for (Client client : clients) {
      if (Asking.configures(client, variable)) {
        return true;
      }
    }
    return false;
  }
}
