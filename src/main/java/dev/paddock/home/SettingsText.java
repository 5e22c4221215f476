package dev.paddock.home;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** The text of a settings file: UTF-8, perhaps with a byte order mark. */
final class SettingsText {
  private SettingsText() {}

  /**
   * Decodes strictly and drops the byte order mark.
   *
   * @throws MalformedSettingsException if it is not UTF-8 or has a NUL, as UTF-16 has
   */
  static String of(byte[] file) throws MalformedSettingsException {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(file)).toString();
      if (text.indexOf('\0') >= 0) {
        throw new MalformedSettingsException("has NUL bytes; save it as UTF-8");
      }
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new MalformedSettingsException("is not UTF-8; save it as such");
    }
  }
}
