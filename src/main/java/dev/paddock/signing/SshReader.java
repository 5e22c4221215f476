package dev.paddock.signing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads the strings of ssh's protocols (RFC 4251, 5). Not thread-safe. */
final class SshReader {
  private final byte[] bytes;
  private int at;

  SshReader(byte[] bytes) {
    this.bytes = bytes;
  }

  int number() throws IOException {
    if (bytes.length - at < 4) {
      throw new IOException("it ends too early");
    }
    int number = 0;
    for (int i = 0; i < 4; i++) {
      number = number << 8 | (bytes[at++] & 0xff);
    }
    return number;
  }

  byte[] bytes() throws IOException {
    int length = number();
    if (length < 0 || length > bytes.length - at) {
      throw new IOException("it ends too early");
    }
    at += length;
    return Arrays.copyOfRange(bytes, at - length, at);
  }

  String text() throws IOException {
    return new String(bytes(), StandardCharsets.UTF_8);
  }

  void requireEnd() throws IOException {
    if (at != bytes.length) {
      throw new IOException("something follows");
    }
  }
}
