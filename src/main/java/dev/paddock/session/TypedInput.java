package dev.paddock.session;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * What the person at the keyboard typed: with {@code --task}, the only words that nothing inside
 * can forge. Reads keys as a line editor would: Backspace, Ctrl-U and Ctrl-W correct, Ctrl-C drops.
 *
 * <p>Not all that comes from a terminal was typed. A program inside can make it answer, with text
 * of its choice (a window's title, say): such answers come as control sequences, and what is in one
 * is never text here (ECMA-48, section 5.6; ctlseqs of xterm). What was pasted (DEC private mode
 * 2004) may be anybody's words. Where the cursor left the line's end nobody can tell here what the
 * line became. Lines of these two kinds are told as not the person's own.
 *
 * <p>Thread-safe.
 */
final class TypedInput {
  private static final int LONGEST_LINE = 16 * 1024;
  private static final int LONGEST_PARAMETERS = 32;

  /** Nobody types more between two reads; a terminal that marks no pastes hands them over so. */
  private static final int MOST_AT_ONCE = 64;

  private static final char ESCAPE = '\u001B';
  private static final char MALFORMED = '\uFFFD';
  private static final char STRING_TERMINATOR = '\u009C';
  private static final char BELL = '\u0007';
  private static final char DELETE = '\u007F';

  /** Where in a control sequence the input stands. */
  private enum State {
    TEXT,
    ESCAPED,
    SEQUENCE,
    ONE_MORE,
    STRING,
    STRING_ESCAPED
  }

  private final Consumer<TypedLine> listener;
  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPLACE)
          .onUnmappableCharacter(CodingErrorAction.REPLACE);
  private final StringBuilder line = new StringBuilder();
  private final StringBuilder parameters = new StringBuilder();
  private ByteBuffer rest = ByteBuffer.allocate(0);
  private State state = State.TEXT;
  private boolean isPasting;
  private boolean isOwn = true;
  private boolean isSpoiled;
  private int atOnce;

  /**
   * Begins with an empty line.
   *
   * @param listener is told each finished line that says something
   */
  TypedInput(Consumer<TypedLine> listener) {
    this.listener = listener;
  }

  /** Takes keys as they came. */
  synchronized void add(byte[] keys, int count) {
    ByteBuffer bytes = ByteBuffer.allocate(rest.remaining() + count);
    bytes.put(rest).put(keys, 0, count).flip();
    CharBuffer text = CharBuffer.allocate(bytes.remaining());
    decoder.reset().decode(bytes, text, false);
    rest = ByteBuffer.allocate(bytes.remaining()).put(bytes).flip();
    text.flip();
    atOnce = 0;
    while (text.hasRemaining()) {
      take(text.get());
    }
  }

  /** Forgets the line that is being typed: it holds, or is, what nobody may see. */
  synchronized void forget() {
    rest = ByteBuffer.allocate(0);
    state = State.TEXT;
    clear();
  }

  private void take(char key) {
    switch (state) {
      case TEXT -> text(key);
      case ESCAPED -> escaped(key);
      case ONE_MORE -> state = State.TEXT;
      case SEQUENCE -> sequence(key);
      case STRING, STRING_ESCAPED -> string(key);
    }
  }

  private void text(char key) {
    switch (key) {
      case '\r', '\n' -> {
        if (isPasting) {
          append('\n');
        } else {
          end();
        }
      }
      case ESCAPE -> state = State.ESCAPED;
      case BELL -> isOwn = false; // no key of a word: the end of a terminal's answer, say
      case DELETE, '\b' -> deleteLast();
      case '\u0003', '\u0015' -> clear(); // Ctrl-C, Ctrl-U
      case '\u0017' -> deleteWord(); // Ctrl-W
      case '\u0001', '\u0002', '\u0010', '\u000E', '\u0012', '\u0019' ->
          isOwn = false; // Ctrl-A, -B, -P, -N, -R, -Y: elsewhere in the line, or another line
      default -> {
        if (key >= '\u0080' && key <= '\u009F') {
          escaped((char) (key - 0x40)); // a control in eight bits (ECMA-48, 5.3)
        } else if (key == '\t' || key >= ' ') {
          isOwn = isOwn && key != MALFORMED;
          append(key);
        }
      }
    }
  }

  private void escaped(char key) {
    state =
        switch (key) {
          case '[' -> State.SEQUENCE;
          case ']', 'P', '_', '^', 'X' -> State.STRING;
          case 'O' -> State.ONE_MORE; // a cursor or function key of the application mode
          default -> State.TEXT;
        };
    if (key == 'O') {
      isOwn = false;
    } else if (key == '\r' || key == '\n') {
      append('\n'); // Alt-Enter: a line break within the text
    } else if (state == State.TEXT) {
      isOwn = false; // Alt and a key: some command of the line editor
    }
    parameters.setLength(0);
  }

  private void sequence(char key) {
    if (key >= '@' && key <= '~') {
      state = State.TEXT;
      switch (parameters.append(key).toString()) {
        case "200~" -> {
          isPasting = true;
          isOwn = false;
        }
        case "201~" -> isPasting = false;
        case "I", "O" -> {
          // the window was chosen, or left
        }
        case "M" -> isOwn = false; // a mouse's first protocol: three bytes follow that nobody typed
        default -> isOwn = isOwn && !isMovement(key);
      }
    } else if (key == ESCAPE) {
      state = State.ESCAPED;
    } else if (parameters.length() < LONGEST_PARAMETERS) {
      parameters.append(key);
    }
  }

  /** Answers to questions about the cursor or the terminal move nothing; all else may. */
  private static boolean isMovement(char last) {
    return last != 'R'
        && last != 'c'
        && last != 'n'
        && last != 'y'
        && last != 't'
        && last != 'M'
        && last != 'm';
  }

  /**
   * A string of the terminal's ends with ST or BEL. One that does not end was typed by hand: the
   * line with it is dropped.
   */
  private void string(char key) {
    if (key == BELL || key == STRING_TERMINATOR || (state == State.STRING_ESCAPED && key == '\\')) {
      state = State.TEXT;
    } else if (key == '\r' || key == '\n' || key == '\u0003') {
      state = State.TEXT;
      clear();
    } else {
      state = key == ESCAPE ? State.STRING_ESCAPED : State.STRING;
    }
  }

  private void append(char key) {
    atOnce++;
    isOwn = isOwn && atOnce <= MOST_AT_ONCE;
    if (line.length() < LONGEST_LINE) {
      line.append(key);
    } else {
      isSpoiled = true;
    }
  }

  private void deleteLast() {
    if (!line.isEmpty()) {
      line.setLength(line.offsetByCodePoints(line.length(), -1));
    }
  }

  private void deleteWord() {
    int end = line.length();
    while (end > 0 && line.charAt(end - 1) == ' ') {
      end--;
    }
    while (end > 0 && line.charAt(end - 1) != ' ') {
      end--;
    }
    line.setLength(end);
  }

  private void clear() {
    line.setLength(0);
    isOwn = true;
    isSpoiled = false;
    isPasting = false;
  }

  private void end() {
    String text = line.toString().strip();
    boolean own = isOwn && !isSpoiled;
    clear();
    if (!text.isEmpty()) {
      listener.accept(new TypedLine(text, own));
    }
  }
}
