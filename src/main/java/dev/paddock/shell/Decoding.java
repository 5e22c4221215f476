package dev.paddock.shell;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** Decodes text that is known. */
final class Decoding {
  private Decoding() {}

  static Optional<String> base64(String text) {
    try {
      byte[] bytes = Base64.getMimeDecoder().decode(text.trim());
      return Optional.of(new String(bytes, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
