package dev.paddock.signing;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/**
 * A message of ssh-agent's protocol (draft-miller-ssh-agent).
 *
 * @param type its number
 * @param body what follows
 */
record SshAgentMessage(int type, byte[] body) {
  static final int FAILURE = 5;
  static final int REQUEST_IDENTITIES = 11;
  static final int IDENTITIES_ANSWER = 12;
  static final int SIGN_REQUEST = 13;
  static final int SIGN_RESPONSE = 14;

  private static final int LONGEST = 256 * 1024;

  static SshAgentMessage failure() {
    return new SshAgentMessage(FAILURE, new byte[0]);
  }

  /** Reads one; empty at the end of the stream. */
  static Optional<SshAgentMessage> read(DataInputStream in) throws IOException {
    int length;
    try {
      length = in.readInt();
    } catch (EOFException e) {
      return Optional.empty();
    }
    if (length < 1 || length > LONGEST) {
      throw new IOException("That is no message of an agent");
    }
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("A message ends too early");
    }
    return Optional.of(new SshAgentMessage(bytes[0] & 0xff, Arrays.copyOfRange(bytes, 1, length)));
  }

  void write(DataOutputStream out) throws IOException {
    out.writeInt(body.length + 1);
    out.writeByte(type);
    out.write(body);
    out.flush();
  }

  /** Joins strings as RFC 4251 has them. */
  static byte[] strings(byte[]... strings) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    for (byte[] string : strings) {
      out.writeInt(string.length);
      out.write(string);
    }
    return bytes.toByteArray();
  }
}
