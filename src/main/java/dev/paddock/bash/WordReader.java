package dev.paddock.bash;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads words; see QUOTING and EXPANSION in bash(1). */
final class WordReader {
  private static final String META = " \t\n;&|<>()";

  private final Cursor cursor;
  private final ParameterReader parameters;

  WordReader(Cursor cursor) {
    this.cursor = cursor;
    this.parameters = new ParameterReader(cursor, this);
  }

  /** Reads a word; empty if none begins here. */
  Optional<Word> word() {
    return word(META);
  }

  /** Reads a word that any of these characters ends when it stands without quotes. */
  Optional<Word> word(String ends) {
    int start = cursor.position();
    Collector parts = new Collector();
    while (!cursor.atEnd() && !endsHere(ends, parts.isEmpty())) {
      part(parts, ends);
    }
    return parts.isEmpty()
        ? Optional.empty()
        : Optional.of(new Word(parts.done(), start, cursor.position()));
  }

  private boolean endsHere(String ends, boolean first) {
    char c = cursor.peek();
    if ((c == '<' || c == '>') && cursor.peekSecond() == '(' && ends.indexOf('<') >= 0) {
      return false;
    }
    return ends.indexOf(c) >= 0 || (first && c == '#' && ends.equals(META));
  }

  private void part(Collector parts, String ends) {
    char c = cursor.peek();
    switch (c) {
      case '\\' -> {
        cursor.next();
        char escaped = cursor.nextRaw();
        parts.quoted(escaped == Cursor.END ? "\\" : String.valueOf(escaped));
      }
      case '\'' -> parts.quoted(singleQuoted());
      case '"' -> parts.add(doubleQuoted());
      case '`' -> parts.add(backquoted(false));
      case '$' -> dollar(parts, false);
      case '<', '>' -> {
        if (cursor.peekSecond() == '(') {
          parts.add(process());
        } else {
          parts.plain(cursor.next());
        }
      }
      case '?', '*', '+', '@', '!' -> {
        if (cursor.peekSecond() == '(' && ends.indexOf('(') >= 0) {
          parts.add(extendedGlob());
        } else {
          parts.plain(cursor.next());
        }
      }
      default -> parts.plain(cursor.next());
    }
  }

  /** A part of what follows an operator in braces. */
  void operandPart(Collector parts) {
    part(parts, "");
  }

  private String singleQuoted() {
    cursor.next();
    StringBuilder text = new StringBuilder();
    while (true) {
      char c = cursor.nextRaw();
      if (c == Cursor.END && cursor.position() >= cursor.text().length()) {
        throw cursor.fail("a ' is not closed");
      }
      if (c == '\'') {
        return text.toString();
      }
      text.append(c);
    }
  }

  WordPart doubleQuoted() {
    cursor.expect("\"");
    cursor.enter();
    Collector parts = new Collector();
    while (true) {
      if (cursor.atEnd()) {
        throw cursor.fail("a \" is not closed");
      }
      if (cursor.take("\"")) {
        cursor.leave();
        return new WordPart.Quoted(parts.done());
      }
      quotedPart(parts, "$`\"\\");
    }
  }

  /** A part of text in double quotes, or of a here-document. */
  void quotedPart(Collector parts, String escapable) {
    char c = cursor.peek();
    switch (c) {
      case '\\' -> {
        cursor.next();
        char escaped = cursor.peek();
        if (escaped != Cursor.END && escapable.indexOf(escaped) >= 0) {
          parts.quoted(String.valueOf(cursor.next()));
        } else {
          parts.quoted("\\");
        }
      }
      case '`' -> parts.add(backquoted(escapable.indexOf('"') >= 0));
      case '$' -> dollar(parts, true);
      default -> parts.quoted(String.valueOf(cursor.nextRaw()));
    }
  }

  /** Reads the whole text as the body of a here-document that is expanded. */
  List<WordPart> heredoc() {
    Collector parts = new Collector();
    while (!cursor.atEnd()) {
      quotedPart(parts, "$`\\");
    }
    return parts.done();
  }

  void dollar(Collector parts, boolean inQuotes) {
    cursor.next();
    char c = cursor.peek();
    if (c == '(') {
      parts.add(parenthesised());
    } else if (c == '[') {
      cursor.next();
      parts.add(new WordPart.Arithmetic(balanced('[', ']')));
    } else if (c == '{') {
      parts.add(parameters.braced(inQuotes));
    } else if (c == '\'' && !inQuotes) {
      cursor.next();
      parts.quoted(new AnsiQuote(cursor).read());
    } else if (c == '"' && !inQuotes) {
      parts.add(doubleQuoted());
    } else {
      Optional<WordPart> simple = parameters.simple();
      if (simple.isPresent()) {
        parts.add(simple.get());
      } else {
        parts.quoted("$");
      }
    }
  }

  /** Arithmetic, or if it can't be that, a command substitution that begins with a subshell. */
  private WordPart parenthesised() {
    cursor.next();
    if (cursor.peek() == '(') {
      int place = cursor.position();
      Optional<Word> expression = arithmetic();
      if (expression.isPresent()) {
        return new WordPart.Arithmetic(expression.get());
      }
      cursor.goTo(place);
    }
    return substitution();
  }

  WordPart substitution() {
    cursor.enter();
    Script script = new Parser(cursor).until(")");
    cursor.expect(")");
    cursor.leave();
    return new WordPart.CommandSubstitution(script);
  }

  private WordPart process() {
    boolean input = cursor.next() == '<';
    cursor.next();
    cursor.enter();
    Script script = new Parser(cursor).until(")");
    cursor.expect(")");
    cursor.leave();
    return new WordPart.ProcessSubstitution(input, script);
  }

  /** Reads {@code (…))} after the first parenthesis; empty if it does not end so. */
  Optional<Word> arithmetic() {
    cursor.next();
    Word expression;
    try {
      expression = balanced('(', ')');
    } catch (SyntaxException e) {
      return Optional.empty();
    }
    return cursor.take(")") ? Optional.of(expression) : Optional.empty();
  }

  /** Reads up to the closing character, which is taken; pairs inside are part of it. */
  Word balanced(char open, char close) {
    int start = cursor.position();
    Collector parts = new Collector();
    int level = 0;
    cursor.enter();
    while (true) {
      if (cursor.atEnd()) {
        throw cursor.fail("'" + close + "' is missing");
      }
      char c = cursor.peek();
      if (c == close && level == 0) {
        Word word = new Word(parts.done(), start, cursor.position());
        cursor.next();
        cursor.leave();
        return word;
      }
      if (c == open) {
        level++;
      } else if (c == close) {
        level--;
      }
      if (c == '\n') {
        parts.plain(cursor.next());
      } else if (c == '<' || c == '>') {
        parts.plain(cursor.next());
      } else {
        part(parts, "");
      }
    }
  }

  private WordPart extendedGlob() {
    char operator = cursor.next();
    cursor.next();
    return new WordPart.ExtendedGlob(operator, balanced('(', ')'));
  }

  /** What stands between backquotes is read with one level of backslashes less. */
  private WordPart backquoted(boolean inQuotes) {
    cursor.next();
    StringBuilder text = new StringBuilder();
    while (true) {
      if (cursor.position() >= cursor.text().length()) {
        throw cursor.fail("a ` is not closed");
      }
      char c = cursor.nextRaw();
      if (c == '`') {
        break;
      }
      if (c != '\\') {
        text.append(c);
        continue;
      }
      char escaped = cursor.nextRaw();
      if ("$`\\".indexOf(escaped) < 0 && !(inQuotes && escaped == '"')) {
        text.append('\\');
      }
      if (escaped != Cursor.END) {
        text.append(escaped);
      }
    }
    Cursor inner = new Cursor(text.toString(), cursor.depth());
    inner.enter();
    return new WordPart.CommandSubstitution(new Parser(inner).whole());
  }

  /** Collects parts; text that belongs together becomes one. */
  static final class Collector {
    private final List<WordPart> parts = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private boolean quoted;
    private boolean open;

    void plain(char c) {
      turn(false);
      text.append(c);
    }

    void quoted(String piece) {
      turn(true);
      text.append(piece);
    }

    void add(WordPart part) {
      close();
      parts.add(part);
    }

    boolean isEmpty() {
      return parts.isEmpty() && !open;
    }

    List<WordPart> done() {
      close();
      return parts;
    }

    private void turn(boolean toQuoted) {
      if (open && quoted != toQuoted) {
        close();
      }
      quoted = toQuoted;
      open = true;
    }

    private void close() {
      if (open) {
        parts.add(new WordPart.Literal(text.toString(), quoted));
        text.setLength(0);
        open = false;
      }
    }
  }
}
