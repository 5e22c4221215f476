package dev.paddock.signing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/**
 * An OpenPGP key of the owner's that signs.
 *
 * @param fingerprint of the primary key
 * @param grips the keygrips of its parts that sign, by which gpg-agent knows them
 * @param publicKey for the session, which may know it
 */
record GpgKey(String fingerprint, Set<String> grips, byte[] publicKey) {
  private static final int SECONDS = 10;
  private static final int LARGEST = 4 << 20;
  private static final int CAPABILITIES = 11;
  private static final int VALUE = 9;

  /**
   * Asks the owner's gpg.
   *
   * @param name as user.signingKey has it: an id, a fingerprint, an address
   * @return empty if there is no gpg, or no such key
   */
  static Optional<GpgKey> find(String name, Map<String, String> environment) {
    try {
      String listed =
          new String(
              run(environment, "--with-colons", "--with-keygrip", "--list-secret-keys", "--", name),
              StandardCharsets.UTF_8);
      Optional<GpgKey> key = parse(listed);
      if (key.isEmpty()) {
        return key;
      }
      byte[] exported = run(environment, "--export", "--", key.get().fingerprint());
      return Optional.of(new GpgKey(key.get().fingerprint(), key.get().grips(), exported));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Reads a listing (GnuPG, doc/DETAILS): the first key of it. */
  static Optional<GpgKey> parse(String colons) {
    String fingerprint = "";
    Set<String> grips = new TreeSet<>();
    boolean signs = false;
    for (String line : colons.lines().toList()) {
      String[] fields = line.split(":", -1);
      if (fields[0].equals("sec") && !fingerprint.isEmpty()) {
        break; // more than one key has that name; the first is what gpg takes
      }
      if ((fields[0].equals("sec") || fields[0].equals("ssb")) && fields.length > CAPABILITIES) {
        signs = fields[CAPABILITIES].contains("s");
      } else if (fields[0].equals("fpr") && fingerprint.isEmpty()) {
        fingerprint = fields[VALUE];
      } else if (fields[0].equals("grp") && signs && fields[VALUE].matches("[0-9A-F]{40}")) {
        grips.add(fields[VALUE]);
      }
    }
    return fingerprint.matches("[0-9A-F]{40,64}") && !grips.isEmpty()
        ? Optional.of(new GpgKey(fingerprint, Set.copyOf(grips), new byte[0]))
        : Optional.empty();
  }

  private static byte[] run(Map<String, String> environment, String... arguments)
      throws IOException {
    List<String> line = new ArrayList<>(List.of("/usr/bin/gpg", "--batch", "--no-tty"));
    line.addAll(List.of(arguments));
    return run(environment, line);
  }

  /** Runs a program of GnuPG's as the owner. */
  static byte[] run(Map<String, String> environment, List<String> line) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(line);
    builder.environment().clear();
    builder.environment().putAll(environment);
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    Process process = builder.start();
    try {
      process.getOutputStream().close();
      byte[] out = process.getInputStream().readNBytes(LARGEST);
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IOException(line.getFirst() + " failed");
      }
      return out;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    } finally {
      process.destroyForcibly();
    }
  }
}
