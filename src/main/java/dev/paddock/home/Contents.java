package dev.paddock.home;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The bytes of a small file. Immutable; equal if the bytes are. */
public final class Contents {
  private final byte[] bytes;

  private Contents(byte[] bytes) {
    this.bytes = bytes;
  }

  static Contents of(byte[] bytes) {
    return new Contents(bytes.clone());
  }

  static Contents of(String text) {
    return new Contents(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Returns a copy of the bytes. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** Returns the bytes read as UTF-8; what is not UTF-8 becomes U+FFFD. */
  public String text() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Contents that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** Tells only the length: this ends up in logs. */
  @Override
  public String toString() {
    return bytes.length + " bytes";
  }
}
