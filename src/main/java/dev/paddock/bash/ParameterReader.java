package dev.paddock.bash;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what follows a dollar sign; see Parameter Expansion in bash(1). */
final class ParameterReader {
  private static final String SPECIAL = "@*#?-$!";
  private static final List<String> OPERATORS =
      List.of(
          ":-", ":=", ":+", ":?", "-", "=", "+", "?", "##", "#", "%%", "%", "//", "/#", "/%", "/",
          "^^", "^", ",,", ",", ":", "@");

  private final Cursor cursor;
  private final WordReader words;

  ParameterReader(Cursor cursor, WordReader words) {
    this.cursor = cursor;
    this.words = words;
  }

  /** A name, a digit or a special character; empty if the dollar sign stands for itself. */
  Optional<WordPart> simple() {
    char c = cursor.peek();
    if (isNameStart(c)) {
      return Optional.of(plain(name()));
    }
    if (isDigit(c) || SPECIAL.indexOf(c) >= 0) {
      return Optional.of(plain(String.valueOf(cursor.next())));
    }
    return Optional.empty();
  }

  private static WordPart plain(String name) {
    return new WordPart.Parameter("", name, Optional.empty(), "", List.of());
  }

  /** Reads <code>{…}</code>. */
  WordPart braced(boolean inQuotes) {
    cursor.next();
    char first = cursor.peek();
    if (first == ' ' || first == '\t' || first == '\n' || first == '|') {
      return functionSubstitution();
    }
    cursor.enter();
    String prefix = prefix();
    String name = anyName();
    Optional<Word> index = Optional.empty();
    if (!name.isEmpty() && cursor.take("[")) {
      index = Optional.of(words.balanced('[', ']'));
    }
    String operator = name.isEmpty() ? "bad" : operator(prefix);
    List<Word> operands = new ArrayList<>();
    if (!operator.isEmpty()) {
      boolean quotesPlain = inQuotes && "-=+?".indexOf(operator.charAt(operator.length() - 1)) >= 0;
      operands.add(operand(operator.startsWith("/"), quotesPlain));
      if (operator.startsWith("/") && cursor.take("/")) {
        operands.add(operand(false, false));
      }
    }
    cursor.expect("}");
    cursor.leave();
    return new WordPart.Parameter(prefix, name, index, operator, operands);
  }

  /** <code>${ …; }</code> and <code>${| …; }</code> of Bash 5.3 run commands. */
  private WordPart functionSubstitution() {
    cursor.take("|");
    cursor.enter();
    Script script = new Parser(cursor).until("}");
    cursor.expect("}");
    cursor.leave();
    return new WordPart.CommandSubstitution(script);
  }

  private String prefix() {
    char second = cursor.peekSecond();
    if (cursor.peek() == '#' && second != '}' && !operatorAfterSpecial()) {
      cursor.next();
      return "#";
    }
    if (cursor.peek() == '!'
        && (isNameStart(second) || isDigit(second) || "@*#?".indexOf(second) >= 0)) {
      cursor.next();
      return "!";
    }
    return "";
  }

  /** <code>${#-x}</code> is the number of arguments with a default, <code>${#-}</code> a length. */
  private boolean operatorAfterSpecial() {
    int place = cursor.position();
    cursor.next();
    char c = cursor.peek();
    boolean operator =
        !isNameStart(c) && !isDigit(c) && (SPECIAL.indexOf(c) < 0 || cursor.peekSecond() != '}');
    cursor.goTo(place);
    return operator;
  }

  private String anyName() {
    char c = cursor.peek();
    if (isNameStart(c)) {
      return name();
    }
    if (isDigit(c)) {
      StringBuilder digits = new StringBuilder();
      while (isDigit(cursor.peek())) {
        digits.append(cursor.next());
      }
      return digits.toString();
    }
    return SPECIAL.indexOf(c) >= 0 ? String.valueOf(cursor.next()) : "";
  }

  private String operator(String prefix) {
    if (cursor.peek() == '}') {
      return "";
    }
    if (prefix.equals("!") && (cursor.looksAt("*}") || cursor.looksAt("@}"))) {
      return String.valueOf(cursor.next());
    }
    for (String operator : OPERATORS) {
      if (cursor.take(operator)) {
        return operator;
      }
    }
    return "bad";
  }

  /** Reads up to a closing brace, or up to a slash. */
  private Word operand(boolean toSlash, boolean quotesPlain) {
    int start = cursor.position();
    WordReader.Collector parts = new WordReader.Collector();
    boolean first = true;
    while (true) {
      if (cursor.atEnd()) {
        throw cursor.fail("'}' is missing");
      }
      char c = cursor.peek();
      if (c == '}' || (toSlash && c == '/' && !first)) {
        return new Word(parts.done(), start, cursor.position());
      }
      first = false;
      if (quotesPlain && c == '"') {
        parts.add(words.doubleQuoted());
      } else if (quotesPlain) {
        words.quotedPart(parts, "$`\"\\}");
      } else if (c == '\n') {
        parts.plain(cursor.next());
      } else {
        words.operandPart(parts);
      }
    }
  }

  private String name() {
    StringBuilder name = new StringBuilder();
    while (isNamePart(cursor.peek())) {
      name.append(cursor.next());
    }
    return name.toString();
  }

  static boolean isNameStart(char c) {
    return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  static boolean isNamePart(char c) {
    return isNameStart(c) || isDigit(c);
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
