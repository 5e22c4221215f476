package dev.paddock.inspection;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Finds what decodes to readable text: base64 in both alphabets, wrapped or not, base32, hex, and
 * lists of character codes. Pure; what is found is together shorter than the text.
 */
public final class EncodedBlocks {
  private static final int SHORTEST = 12;
  private static final int WRAPPED_LINE = 60;
  private static final int FEWEST_CODES = 6;
  private static final int MOST_UNREADABLE_PERCENT = 10;

  private EncodedBlocks() {}

  /** Returns all that a text has, in their order. */
  public static List<EncodedBlock> in(String text) {
    List<EncodedBlock> blocks = new ArrayList<>();
    runs(text, blocks);
    codes(text, blocks);
    return blocks;
  }

  private static void runs(String text, List<EncodedBlock> blocks) {
    int i = 0;
    while (i < text.length()) {
      if (!isBase64(text.charAt(i))) {
        i++;
        continue;
      }
      int end = afterRun(text, i);
      StringBuilder run = new StringBuilder(text.substring(i, end));
      int line = end;
      while (line - i >= WRAPPED_LINE && end < text.length()) {
        int next = afterLineEnd(text, end);
        int nextEnd = next < 0 ? -1 : afterRun(text, next);
        if (nextEnd <= next || nextEnd < 0) {
          break;
        }
        run.append(text, next, nextEnd);
        end = nextEnd;
        if (nextEnd - next < WRAPPED_LINE) {
          break;
        }
      }
      if (run.length() >= SHORTEST) {
        addRun(run.toString(), i, end, blocks);
      }
      i = end;
    }
  }

  private static void addRun(String run, int place, int end, List<EncodedBlock> blocks) {
    Optional<String> whole = decoded(run);
    if (whole.isPresent()) {
      blocks.add(new EncodedBlock(place, end, whole.get()));
      return;
    }
    // A path or a name in front of it is of the same signs.
    int from = 0;
    for (int i = 0; i <= run.length(); i++) {
      if (i == run.length() || "/+_-".indexOf(run.charAt(i)) >= 0) {
        if (i - from >= SHORTEST && i - from < run.length()) {
          int start = place + from;
          decoded(run.substring(from, i))
              .ifPresent(text -> blocks.add(new EncodedBlock(start, end, text)));
        }
        from = i + 1;
      }
    }
  }

  private static Optional<String> decoded(String run) {
    if (isAll(run, EncodedBlocks::isHex)) {
      Optional<String> text = text(hex(run));
      if (text.isPresent()) {
        return text;
      }
    }
    if (isAll(run, EncodedBlocks::isBase32)) {
      Optional<String> text = text(bits(run, 5));
      if (text.isPresent()) {
        return text;
      }
    }
    return text(bits(run, 6));
  }

  /**
   * Character codes, one after the other: {@code 101, 118, 105}, {@code 0x65,0x76}, {@code 65 76}.
   */
  private static void codes(String text, List<EncodedBlock> blocks) {
    int i = 0;
    while (i < text.length()) {
      if (!isHex(text.charAt(i)) || (i > 0 && Character.isLetterOrDigit(text.charAt(i - 1)))) {
        i++;
        continue;
      }
      StringBuilder decimal = new StringBuilder();
      StringBuilder hexadecimal = new StringBuilder();
      boolean allDecimal = true;
      boolean allHexadecimal = true;
      int count = 0;
      int at = i;
      int end = i;
      while (at < text.length() && isHex(text.charAt(at))) {
        boolean prefixed = text.startsWith("0x", at);
        int start = prefixed ? at + 2 : at;
        int stop = start;
        while (stop < text.length() && stop - start < 4 && isHex(text.charAt(stop))) {
          stop++;
        }
        if (stop == start || stop - start > 3) {
          break;
        }
        String number = text.substring(start, stop);
        int asDecimal = prefixed ? -1 : value(number, 10);
        int asHexadecimal = number.length() == 2 ? value(number, 16) : -1;
        boolean stillDecimal = allDecimal && isReadable(asDecimal);
        boolean stillHexadecimal = allHexadecimal && isReadable(asHexadecimal);
        if (!stillDecimal && !stillHexadecimal) {
          break;
        }
        allDecimal = stillDecimal;
        allHexadecimal = stillHexadecimal;
        decimal.append((char) Math.max(asDecimal, 0));
        hexadecimal.append((char) Math.max(asHexadecimal, 0));
        count++;
        end = stop;
        at = afterSeparator(text, stop);
      }
      if (count >= FEWEST_CODES && allDecimal) {
        blocks.add(new EncodedBlock(i, end, decimal.toString()));
      }
      if (count >= FEWEST_CODES && allHexadecimal) {
        blocks.add(new EncodedBlock(i, end, hexadecimal.toString()));
      }
      i = Math.max(end, i + 1);
    }
  }

  private static int afterSeparator(String text, int from) {
    int i = from;
    while (i < text.length() && i - from < 3 && ", :;\n".indexOf(text.charAt(i)) >= 0) {
      i++;
    }
    return i == from ? text.length() : i;
  }

  private static int afterRun(String text, int from) {
    int i = from;
    while (i < text.length() && isBase64(text.charAt(i))) {
      i++;
    }
    while (i > from && i < text.length() && text.charAt(i) == '=') {
      i++;
    }
    return i;
  }

  /** Returns where the next line begins, or -1 if this is no line's end. */
  private static int afterLineEnd(String text, int from) {
    int i = from;
    while (i < text.length() && i - from < 16 && " \t\r\n\\".indexOf(text.charAt(i)) >= 0) {
      i++;
    }
    boolean ended = text.substring(from, i).indexOf('\n') >= 0;
    return ended && i < text.length() && isBase64(text.charAt(i)) ? i : -1;
  }

  private static byte[] hex(String run) {
    byte[] bytes = new byte[run.length() / 2];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) value(run.substring(2 * i, 2 * i + 2), 16);
    }
    return bytes;
  }

  /** Puts together signs of some bits each; what is no whole byte at the end is left out. */
  private static byte[] bits(String run, int width) {
    byte[] bytes = new byte[run.length() * width / 8];
    int count = 0;
    int held = 0;
    int heldBits = 0;
    for (int i = 0; i < run.length() && run.charAt(i) != '='; i++) {
      held = held << width | (width == 6 ? base64(run.charAt(i)) : base32(run.charAt(i)));
      heldBits += width;
      if (heldBits >= 8) {
        heldBits -= 8;
        bytes[count++] = (byte) (held >> heldBits);
        held &= (1 << heldBits) - 1;
      }
    }
    return Arrays.copyOf(bytes, count);
  }

  private static Optional<String> text(byte[] bytes) {
    if (bytes.length < FEWEST_CODES) {
      return Optional.empty();
    }
    boolean wide = bytes[1] == 0 && bytes[3] == 0;
    return decode(bytes, wide ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_8)
        .filter(EncodedBlocks::isReadable);
  }

  private static Optional<String> decode(byte[] bytes, Charset charset) {
    if (!isPlausible(bytes)) {
      return Optional.empty();
    }
    try {
      return Optional.of(charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  /** Most names and hashes are told apart by their first bytes. */
  private static boolean isPlausible(byte[] bytes) {
    for (int i = 0; i < FEWEST_CODES; i++) {
      int b = bytes[i];
      boolean control = b > 0 && b < ' ' && b != '\n' && b != '\t' && b != '\r' && b != 0x1B;
      if (control || b == 0x7F) {
        return false;
      }
    }
    return true;
  }

  private static boolean isReadable(String text) {
    long unreadable =
        text.codePoints()
            .filter(
                c -> (c < ' ' && c != '\n' && c != '\t' && c != '\r') || !Character.isDefined(c))
            .count();
    return unreadable * 100 <= (long) text.length() * MOST_UNREADABLE_PERCENT;
  }

  private static boolean isReadable(int code) {
    return (code >= ' ' && code < 0x7F) || code == '\n' || code == '\t' || code == '\r';
  }

  private static int value(String digits, int radix) {
    int value = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = Character.digit(digits.charAt(i), radix);
      if (digit < 0) {
        return -1;
      }
      value = value * radix + digit;
    }
    return value;
  }

  @FunctionalInterface
  private interface Sign {
    boolean is(char c);
  }

  private static boolean isAll(String run, Sign sign) {
    for (int i = 0; i < run.length(); i++) {
      if (!sign.is(run.charAt(i)) && run.charAt(i) != '=') {
        return false;
      }
    }
    return true;
  }

  private static boolean isHex(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  }

  private static boolean isBase32(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= '2' && c <= '7');
  }

  private static boolean isBase64(char c) {
    return base64(c) >= 0;
  }

  private static int base32(char c) {
    return c >= 'A' ? c - 'A' : c - '2' + 26;
  }

  private static int base64(char c) {
    if (c >= 'A' && c <= 'Z') {
      return c - 'A';
    }
    if (c >= 'a' && c <= 'z') {
      return c - 'a' + 26;
    }
    if (c >= '0' && c <= '9') {
      return c - '0' + 52;
    }
    return switch (c) {
      case '+', '-' -> 62;
      case '/', '_' -> 63;
      default -> -1;
    };
  }
}
