package dev.paddock.egress;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The application protocols that a client offers (ALPN, RFC 7301).
 *
 * @param names in the client's order; empty if it does not say
 */
record OfferedProtocols(List<String> names) {
  static final String HTTP_2 = "h2";
  static final String HTTP_1 = "http/1.1";

  private static final int VERSION_AND_RANDOM = 34;
  private static final int EXTENSION = 16;

  OfferedProtocols {
    names = List.copyOf(names);
  }

  /**
   * Reads a ClientHello without its handshake header (RFC 8446 4.1.2); does not move the buffer's
   * indices.
   */
  static OfferedProtocols of(ByteBuf hello) throws MalformedException {
    try {
      ByteBuf in = hello.slice();
      in.skipBytes(VERSION_AND_RANDOM);
      in.skipBytes(in.readUnsignedByte());
      in.skipBytes(in.readUnsignedShort());
      in.skipBytes(in.readUnsignedByte());
      if (!in.isReadable()) {
        return new OfferedProtocols(List.of());
      }
      ByteBuf extensions = in.readSlice(in.readUnsignedShort());
      while (extensions.isReadable()) {
        int type = extensions.readUnsignedShort();
        ByteBuf content = extensions.readSlice(extensions.readUnsignedShort());
        if (type == EXTENSION) {
          return new OfferedProtocols(list(content.readSlice(content.readUnsignedShort())));
        }
      }
      return new OfferedProtocols(List.of());
    } catch (IndexOutOfBoundsException e) {
      throw new MalformedException("The ClientHello ends too early.");
    }
  }

  private static List<String> list(ByteBuf in) {
    List<String> names = new ArrayList<>();
    while (in.isReadable()) {
      names.add(in.readCharSequence(in.readUnsignedByte(), StandardCharsets.ISO_8859_1).toString());
    }
    return names;
  }

  /** Those of them that Paddock can read, in the client's order. */
  List<String> readable() {
    return names.stream().filter(name -> name.equals(HTTP_2) || name.equals(HTTP_1)).toList();
  }

  /** Whether the client offers nothing that Paddock can read. */
  boolean isForeign() {
    return !names.isEmpty() && readable().isEmpty();
  }
}
