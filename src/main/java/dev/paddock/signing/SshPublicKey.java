package dev.paddock.signing;

import java.util.Base64;
import java.util.Optional;

/**
 * An ssh public key.
 *
 * @param type {@code ssh-ed25519}, say
 * @param blob its bytes on the wire
 * @param comment what its owner calls it
 */
record SshPublicKey(String type, byte[] blob, String comment) {
  /** Reads a line as in a .pub file. */
  static Optional<SshPublicKey> parse(String line) {
    String[] words = line.strip().split("[ \\t]+", 3);
    if (words.length < 2 || !words[0].matches("(sk-)?(ssh|ecdsa)-[a-z0-9@.-]+")) {
      return Optional.empty();
    }
    try {
      byte[] blob = Base64.getDecoder().decode(words[1]);
      return Optional.of(new SshPublicKey(words[0], blob, words.length > 2 ? words[2] : ""));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Returns the line. */
  String text() {
    return (type + " " + Base64.getEncoder().encodeToString(blob) + " " + comment).strip();
  }
}
