package dev.paddock.egress;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.StringJoiner;

/** What a client sent to the resolver (RFC 1035, section 4; RFC 6891). */
sealed interface DnsMessage {
  /** Nothing that an answer could be sent to: too short, or itself an answer. */
  record Noise() implements DnsMessage {}

  /**
   * A message that can't be understood or served.
   *
   * @param flags those of the message
   * @param code the response code that says so
   */
  record Wrong(int id, int flags, int code) implements DnsMessage {}

  /**
   * One question.
   *
   * @param flags those of the message
   * @param question the question as it was sent, to be sent back as it is: clients compare it
   * @param name its labels with dots between; empty for the root; what {@link Names} refuses if a
   *     label holds a dot itself
   * @param extended whether the client understands EDNS
   */
  record Question(
      int id, int flags, byte[] question, String name, int type, int dnsClass, boolean extended)
      implements DnsMessage {}

  int FORMAT_ERROR = 1;
  int NOT_IMPLEMENTED = 4;
  int BAD_VERSION = 16;
  int TYPE_OPT = 41;
  int HEADER = 12;

  /** Reads a message; never throws. */
  static DnsMessage read(byte[] bytes) {
    if (bytes.length < HEADER || (bytes[2] & 0x80) != 0) {
      return new Noise();
    }
    ByteBuffer in = ByteBuffer.wrap(bytes);
    int id = in.getShort() & 0xFFFF;
    int flags = in.getShort() & 0xFFFF;
    if ((flags & 0x7800) != 0) {
      return new Wrong(id, flags, NOT_IMPLEMENTED);
    }
    boolean truncated = (flags & 0x0200) != 0;
    int questions = in.getShort() & 0xFFFF;
    int answers = (in.getShort() & 0xFFFF) + (in.getShort() & 0xFFFF);
    int additional = in.getShort() & 0xFFFF;
    if (truncated || questions != 1 || answers != 0 || additional > 1) {
      return new Wrong(id, flags, FORMAT_ERROR);
    }
    try {
      return question(in, id, flags, additional == 1);
    } catch (BufferUnderflowException e) {
      return new Wrong(id, flags, FORMAT_ERROR);
    }
  }

  private static DnsMessage question(ByteBuffer in, int id, int flags, boolean extended) {
    StringJoiner name = new StringJoiner(".");
    for (int length = in.get() & 0xFF; length != 0; length = in.get() & 0xFF) {
      // Nothing stands before the question that a compressed name could point to.
      if (length > 63 || in.position() + length - HEADER > 254) {
        return new Wrong(id, flags, FORMAT_ERROR);
      }
      byte[] label = new byte[length];
      in.get(label);
      name.add(new String(label, StandardCharsets.ISO_8859_1).replace('.', '\0'));
    }
    int type = in.getShort() & 0xFFFF;
    int dnsClass = in.getShort() & 0xFFFF;
    byte[] question = new byte[in.position() - HEADER];
    in.get(HEADER, question);
    if (extended) {
      boolean isRoot = in.get() == 0;
      if (!isRoot || in.getShort() != TYPE_OPT) {
        return new Wrong(id, flags, FORMAT_ERROR);
      }
      in.getShort(); // the client's buffer, which no answer of ours fills
      in.get();
      if (in.get() != 0) {
        return new Wrong(id, flags, BAD_VERSION);
      }
      in.getShort();
      int options = in.getShort() & 0xFFFF;
      if (options > in.remaining()) {
        return new Wrong(id, flags, FORMAT_ERROR);
      }
      in.position(in.position() + options);
    }
    return in.hasRemaining()
        ? new Wrong(id, flags, FORMAT_ERROR)
        : new Question(id, flags, question, name.toString(), type, dnsClass, extended);
  }
}
