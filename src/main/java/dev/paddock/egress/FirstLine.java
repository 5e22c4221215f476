package dev.paddock.egress;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The first line of what was sent, without reading it away. */
final class FirstLine {
  private FirstLine() {}

  /**
   * Returns it.
   *
   * @param longest if there is no line end by then, what there is
   * @return empty while it is not complete
   */
  static Optional<String> of(ByteBuf seen, int longest) {
    int end = seen.indexOf(seen.readerIndex(), seen.writerIndex(), (byte) '\n');
    int length = end < 0 ? seen.readableBytes() : end - seen.readerIndex();
    return end < 0 && length < longest
        ? Optional.empty()
        : Optional.of(
            seen.toString(
                seen.readerIndex(), Math.min(length, longest), StandardCharsets.ISO_8859_1));
  }
}
