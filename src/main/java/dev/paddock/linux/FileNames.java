package dev.paddock.linux;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Maps the kernel's file names, which are byte strings, to Java strings and back without loss.
 *
 * <p>Valid UTF-8 is decoded as such. A byte that is not part of valid UTF-8 becomes the lone
 * surrogate {@code U+DC00 + byte}, which no valid text contains (the "surrogateescape" scheme of
 * Python's PEP 383). Stateless and thread-safe.
 */
public final class FileNames {
  private static final int ESCAPE = 0xDC00;

  private FileNames() {}

  /** Returns the string for a name as the kernel gave it, without its terminating NUL. */
  public static String decode(byte[] name) {
    if (isAscii(name)) {
      return new String(name, StandardCharsets.ISO_8859_1);
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(name))
          .toString();
    } catch (CharacterCodingException e) {
      return escape(name);
    }
  }

  /** Returns the bytes of a name that {@link #decode} gave, or of any other text as UTF-8. */
  public static byte[] encode(String name) {
    if (isPlain(name)) {
      return name.getBytes(StandardCharsets.UTF_8);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(name.length() + 8);
    for (int i = 0; i < name.length(); ) {
      int point = name.codePointAt(i);
      if (isEscape(point)) {
        bytes.write(point - ESCAPE);
      } else {
        bytes.writeBytes(Character.toString(point).getBytes(StandardCharsets.UTF_8));
      }
      i += Character.charCount(point);
    }
    return bytes.toByteArray();
  }

  /** Tells whether the name is text, so that {@code java.nio.file.Path} can hold it. */
  public static boolean isPlain(String name) {
    for (int i = 0;
        i < name.length();
        i++) { // no stream: this is asked for every file of a project
      char c = name.charAt(i);
      if (isEscape(c) && (i == 0 || !Character.isHighSurrogate(name.charAt(i - 1)))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isEscape(int point) {
    return point >= ESCAPE + 0x80 && point <= ESCAPE + 0xFF;
  }

  private static boolean isAscii(byte[] name) {
    for (byte b : name) {
      if (b < 0) {
        return false;
      }
    }
    return true;
  }

  /** Decodes the longest valid UTF-8 sequences and escapes every byte between them. */
  private static String escape(byte[] name) {
    StringBuilder text = new StringBuilder(name.length);
    for (int i = 0; i < name.length; ) {
      int length = sequenceLength(name, i);
      if (length == 0) {
        text.append((char) (ESCAPE + (name[i] & 0xFF)));
        i++;
      } else {
        text.append(new String(name, i, length, StandardCharsets.UTF_8));
        i += length;
      }
    }
    return text.toString();
  }

  private static int sequenceLength(byte[] name, int from) {
    for (int length = 1; length <= 4 && from + length <= name.length; length++) {
      String text = new String(name, from, length, StandardCharsets.UTF_8);
      if (text.codePointCount(0, text.length()) == 1 && text.codePointAt(0) != 0xFFFD) {
        return length;
      }
    }
    return 0;
  }
}
