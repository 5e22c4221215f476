package dev.paddock.bash;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Reads {@code $'…'}; see QUOTING in bash(1). */
final class AnsiQuote {
  private static final String LETTERS = "abeEfnrtv\\'\"?";
  private static final String MEANINGS = "\u0007\b\u001b\u001b\f\n\r\t\u000b\\'\"?";

  private final Cursor cursor;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private boolean ended;

  AnsiQuote(Cursor cursor) {
    this.cursor = cursor;
  }

  /** Reads up to and with the closing quote. */
  String read() {
    while (true) {
      if (cursor.position() >= cursor.text().length()) {
        throw cursor.fail("a $' is not closed");
      }
      char c = cursor.nextRaw();
      if (c == '\'') {
        return bytes.toString(StandardCharsets.UTF_8);
      }
      if (c == '\\') {
        escape();
      } else {
        character(c);
      }
    }
  }

  private void escape() {
    char c = cursor.nextRaw();
    int letter = LETTERS.indexOf(c);
    if (letter >= 0) {
      put(MEANINGS.charAt(letter));
      return;
    }
    switch (c) {
      case 'x' -> number(16, 2, c);
      case 'u' -> codePoint(4, c);
      case 'U' -> codePoint(8, c);
      case 'c' -> put((char) (Character.toUpperCase(cursor.nextRaw()) ^ 0x40));
      case '0', '1', '2', '3', '4', '5', '6', '7' -> {
        cursor.goTo(cursor.position() - 1);
        number(8, 3, c);
      }
      default -> {
        put('\\');
        if (c != Cursor.END) {
          character(c);
        }
      }
    }
  }

  /** A byte; with no digit, the backslash and the letter stand for themselves. */
  private void number(int radix, int most, char letter) {
    int start = cursor.position();
    long value = digits(radix, most);
    if (cursor.position() == start) {
      put('\\');
      put(letter);
    } else if ((value & 0xff) == 0) {
      ended = true; // a null ends the text, as it does in C
    } else if (!ended) {
      bytes.write((int) (value & 0xff));
    }
  }

  private void codePoint(int most, char letter) {
    int start = cursor.position();
    long value = digits(16, most);
    if (cursor.position() == start) {
      put('\\');
      put(letter);
    } else if (value == 0) {
      ended = true;
    } else if (value <= Character.MAX_CODE_POINT) {
      text(Character.toString((int) value));
    } else {
      throw cursor.fail("there is no such character");
    }
  }

  private long digits(int radix, int most) {
    long value = 0;
    for (int i = 0; i < most; i++) {
      int place = cursor.position();
      int digit = Character.digit(cursor.nextRaw(), radix);
      if (digit < 0) {
        cursor.goTo(place);
        break;
      }
      value = value * radix + digit;
    }
    return value;
  }

  private void character(char c) {
    if (Character.isHighSurrogate(c)) {
      text("" + c + cursor.nextRaw());
    } else {
      text(String.valueOf(c));
    }
  }

  private void put(char c) {
    text(String.valueOf(c));
  }

  private void text(String piece) {
    if (!ended) {
      bytes.writeBytes(piece.getBytes(StandardCharsets.UTF_8));
    }
  }
}
