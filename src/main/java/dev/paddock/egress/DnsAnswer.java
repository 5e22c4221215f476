package dev.paddock.egress;

import java.net.Inet4Address;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What the resolver answers to a question.
 *
 * @param code the response code (RFC 1035, section 4.1.1)
 * @param data one record about the name that was asked for
 */
record DnsAnswer(int code, Optional<Data> data) {
  static final int NO_ERROR = 0;
  static final int NO_SUCH_NAME = 3;
  static final int REFUSED = 5;

  /** Fits every path and all that is ever answered here (RFC 9715). */
  private static final int OUR_BUFFER = 1232;

  private static final int RESPONSE = 0x8000;
  private static final int RECURSION_AVAILABLE = 0x0080;

  /** What of the client's flags is sent back: opcode, RD and CD. */
  private static final int KEPT_FLAGS = 0x7910;

  /**
   * A resource record.
   *
   * @param seconds how long it may be kept
   */
  record Data(int type, int seconds, byte[] content) {}

  static DnsAnswer of(int code) {
    return new DnsAnswer(code, Optional.empty());
  }

  static DnsAnswer address(Inet4Address address, int seconds) {
    return new DnsAnswer(NO_ERROR, Optional.of(new Data(1, seconds, address.getAddress())));
  }

  static DnsAnswer name(String name, int seconds) {
    ByteBuffer content = ByteBuffer.allocate(name.length() + 2);
    for (String label : name.split("\\.", -1)) {
      content.put((byte) label.length()).put(label.getBytes(StandardCharsets.US_ASCII));
    }
    content.put((byte) 0);
    return new DnsAnswer(NO_ERROR, Optional.of(new Data(12, seconds, content.array())));
  }

  /** Returns the answer as it is sent. */
  byte[] encode(DnsMessage.Question asked) {
    int length =
        DnsMessage.HEADER
            + asked.question().length
            + data.map(d -> 12 + d.content().length).orElse(0)
            + (asked.extended() ? 11 : 0);
    ByteBuffer out = ByteBuffer.allocate(length);
    header(out, asked.id(), asked.flags(), code, 1, data.isPresent(), asked.extended());
    out.put(asked.question());
    data.ifPresent(
        d ->
            out.putShort((short) (0xC000 | DnsMessage.HEADER)) // the name of the question
                .putShort((short) d.type())
                .putShort((short) 1)
                .putInt(d.seconds())
                .putShort((short) d.content().length)
                .put(d.content()));
    if (asked.extended()) {
      options(out, 0);
    }
    return out.array();
  }

  /** Returns the answer to what was not understood. */
  static byte[] encode(DnsMessage.Wrong wrong) {
    boolean extended = wrong.code() > 0xF;
    ByteBuffer out = ByteBuffer.allocate(DnsMessage.HEADER + (extended ? 11 : 0));
    header(out, wrong.id(), wrong.flags(), wrong.code() & 0xF, 0, false, extended);
    if (extended) {
      options(out, wrong.code() >>> 4);
    }
    return out.array();
  }

  private static void header(
      ByteBuffer out,
      int id,
      int flags,
      int code,
      int questions,
      boolean answered,
      boolean extended) {
    out.putShort((short) id)
        .putShort((short) (RESPONSE | RECURSION_AVAILABLE | (flags & KEPT_FLAGS) | code))
        .putShort((short) questions)
        .putShort((short) (answered ? 1 : 0))
        .putShort((short) 0)
        .putShort((short) (extended ? 1 : 0));
  }

  private static void options(ByteBuffer out, int extendedCode) {
    out.put((byte) 0)
        .putShort((short) DnsMessage.TYPE_OPT)
        .putShort((short) OUR_BUFFER)
        .put((byte) extendedCode)
        .put((byte) 0)
        .putInt(0);
  }
}
