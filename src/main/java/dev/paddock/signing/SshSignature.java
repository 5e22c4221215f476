package dev.paddock.signing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What an ssh signature of git's signs: a structure that no login uses (openssh, PROTOCOL.sshsig).
 * It begins with other bytes than what a server asks to be signed, which is a session's id, and
 * names what it is for.
 */
final class SshSignature {
  private static final byte[] MAGIC = "SSHSIG".getBytes(StandardCharsets.US_ASCII);
  private static final String NAMESPACE = "git";

  private SshSignature() {}

  /**
   * Tells whether data is to be signed for git, and nothing else.
   *
   * @return an empty text, or why it is not
   */
  static String objection(byte[] data) {
    if (data.length < MAGIC.length || !Arrays.equals(Arrays.copyOf(data, MAGIC.length), MAGIC)) {
      return "It is no signature of a file: it may be a login";
    }
    try {
      SshReader reader = new SshReader(Arrays.copyOfRange(data, MAGIC.length, data.length));
      String namespace = reader.text();
      byte[] reserved = reader.bytes();
      String hash = reader.text();
      byte[] digest = reader.bytes();
      reader.requireEnd();
      if (!namespace.equals(NAMESPACE)) {
        return "It is not for git but for \"" + namespace.replaceAll("[^a-z0-9@.-]", "?") + "\"";
      }
      boolean fits =
          (hash.equals("sha256") && digest.length == 32)
              || (hash.equals("sha512") && digest.length == 64);
      return fits && reserved.length == 0 ? "" : "It is no signature as git makes them";
    } catch (IOException e) {
      return "It is no signature as git makes them";
    }
  }
}
