package dev.paddock.shell;

import dev.paddock.action.FileAccess;
import java.util.Set;

/**
 * Reads a script of sed as far as is needed to tell whether it runs commands, reads or writes other
 * files, or empties what it edits. What it does not understand is unknown.
 */
final class SedScript {
  private final Invocation call;
  private final String text;
  private final boolean inPlace;
  private int place;

  private SedScript(Invocation call, String text, boolean inPlace) {
    this.call = call;
    this.text = text;
    this.inPlace = inPlace;
  }

  static void look(Invocation call, Text script, boolean sandboxed, boolean inPlace) {
    if (sandboxed) {
      return;
    }
    if (!script.isKnown() && !script.taints().equals(Set.of(Taint.UNSET)) && !script.isPattern()) {
      call.unknown("its script is not known");
    }
    String text =
        script
            .raw()
            .replace(Text.STAR, '*')
            .replace(Text.ONE, '?')
            .replace(Text.SPLIT, 'x')
            .replace(Text.UNKNOWN, 'x');
    try {
      new SedScript(call, text, inPlace).read();
    } catch (StringIndexOutOfBoundsException e) {
      call.unknown("its script can't be read");
    }
  }

  private char at() {
    return place < text.length() ? text.charAt(place) : '\0';
  }

  private void read() {
    while (place < text.length()) {
      skip(" \t\n;{}");
      if (place >= text.length()) {
        return;
      }
      boolean addressed = addresses();
      skip(" \t!");
      if (!command(at(), addressed)) {
        return;
      }
    }
  }

  private void skip(String characters) {
    while (place < text.length() && characters.indexOf(at()) >= 0) {
      place++;
    }
  }

  private boolean addresses() {
    boolean some = address();
    skip(" \t");
    if (at() == ',') {
      place++;
      skip(" \t");
      if (at() == '+' || at() == '~') {
        place++;
      }
      address();
    }
    return some;
  }

  private boolean address() {
    char c = at();
    if (Character.isDigit(c)) {
      int start = place;
      while (Character.isDigit(at()) || at() == '~') {
        place++;
      }
      return !text.substring(start, place).equals("1") || at() != ',';
    }
    if (c == '$') {
      place++;
      return true;
    }
    if (c == '/' || c == '\\') {
      place += c == '\\' ? 1 : 0;
      char delimiter = at();
      place++;
      until(delimiter);
      skip("IM");
      return true;
    }
    return false;
  }

  /** Moves behind the next delimiter that is not escaped and not in brackets. */
  private void until(char delimiter) {
    boolean bracket = false;
    while (place < text.length()) {
      char c = text.charAt(place++);
      if (c == '\\') {
        place++;
      } else if (bracket) {
        bracket = c != ']';
      } else if (c == '[' && delimiter != '[' && closes(place)) {
        bracket = true;
        place += at() == '^' ? 1 : 0;
        place += at() == ']' ? 1 : 0;
      } else if (c == delimiter) {
        return;
      }
    }
    throw new StringIndexOutOfBoundsException();
  }

  private boolean closes(int from) {
    int end = text.indexOf(']', from + 1);
    return end > 0;
  }

  /** Reads one command; false if the rest of the script belongs to it. */
  private boolean command(char c, boolean addressed) {
    place++;
    switch (c) {
      case '\0',
          '=',
          'g',
          'G',
          'h',
          'H',
          'n',
          'N',
          'p',
          'P',
          'x',
          'D',
          'z',
          '}',
          '{',
          'l',
          'L',
          'q',
          'Q' -> {
        skip("0123456789 ");
        if (at() != '\0' && "\n;}# ".indexOf(at()) < 0 && c != '{' && c != '}') {
          call.unknown("its script can't be read");
          return false;
        }
      }
      case 'd' -> {
        if (!addressed && inPlace) {
          call.unknown("it empties files");
        }
      }
      case '#', ':', 'b', 't', 'T', 'v' -> line();
      case 'a', 'i', 'c' -> text();
      case 'y' -> {
        char delimiter = at();
        place++;
        until(delimiter);
        until(delimiter);
      }
      case 's' -> substitute();
      case 'w', 'W' -> {
        write(rest());
        return false;
      }
      case 'r', 'R' -> {
        call.files().read(Text.of(rest()), FileAccess.READ);
        return false;
      }
      case 'e' -> {
        String command = rest();
        call.unknown("its script runs a command");
        if (!command.isBlank()) {
          call.interpreter().text(command, call.state().copy());
        }
        return false;
      }
      default -> {
        call.unknown("its script can't be read");
        return false;
      }
    }
    return true;
  }

  private void line() {
    while (place < text.length() && text.charAt(place) != '\n' && text.charAt(place) != ';') {
      place++;
    }
  }

  /** Text goes on in the next line after a backslash. */
  private void text() {
    skip(" \t");
    while (place < text.length()) {
      char c = text.charAt(place++);
      if (c == '\\') {
        place++;
      } else if (c == '\n') {
        return;
      }
    }
  }

  private String rest() {
    skip(" \t");
    int end = text.indexOf('\n', place);
    String rest = text.substring(place, end < 0 ? text.length() : end);
    place = end < 0 ? text.length() : end;
    if (place < text.length()) {
      read();
    }
    return rest;
  }

  private void write(String file) {
    call.files().write(Text.of(file), Flow.unknown(Set.of(Taint.LOCAL)), false);
  }

  private void substitute() {
    char delimiter = at();
    place++;
    until(delimiter);
    replacement(delimiter);
    while (place < text.length() && "gpiImM0123456789".indexOf(at()) >= 0) {
      place++;
    }
    if (at() == 'e') {
      call.unknown("its script runs what it has made");
      place++;
    } else if (at() == 'w') {
      place++;
      write(rest());
    } else if (at() != '\0' && " \t\n;}#".indexOf(at()) < 0) {
      call.unknown("its script can't be read");
      place = text.length();
    }
  }

  /** In a replacement, brackets mean nothing. */
  private void replacement(char delimiter) {
    while (place < text.length()) {
      char c = text.charAt(place++);
      if (c == '\\') {
        place++;
      } else if (c == delimiter) {
        return;
      }
    }
    throw new StringIndexOutOfBoundsException();
  }
}
