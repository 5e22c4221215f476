package dev.paddock.bash;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads {@code [[ … ]]}; see CONDITIONAL EXPRESSIONS in bash(1). */
final class ConditionReader {
  private static final Set<String> BINARY =
      Set.of("==", "=", "!=", "=~", "-eq", "-ne", "-lt", "-le", "-gt", "-ge", "-nt", "-ot", "-ef");

  private final Cursor cursor;
  private final WordReader words;
  private final Parser parser;
  private final List<Word> found = new ArrayList<>();

  ConditionReader(Cursor cursor, WordReader words, Parser parser) {
    this.cursor = cursor;
    this.words = words;
    this.parser = parser;
  }

  List<Word> read() {
    cursor.expect("[[");
    or();
    space();
    cursor.expect("]]");
    return found;
  }

  private void or() {
    and();
    while (operator("||")) {
      and();
    }
  }

  private void and() {
    primary();
    while (operator("&&")) {
      primary();
    }
  }

  private boolean operator(String operator) {
    space();
    return cursor.take(operator);
  }

  private void primary() {
    cursor.enter();
    space();
    if (cursor.peek() == '!' && " \t\n(".indexOf(cursor.peekSecond()) >= 0) {
      cursor.next();
      primary();
    } else if (cursor.take("(")) {
      or();
      space();
      cursor.expect(")");
    } else {
      test();
    }
    cursor.leave();
  }

  private void test() {
    Word first = operand();
    if (cursor.looksAt("]]") && first.is("]]")) {
      throw cursor.fail("a condition is missing");
    }
    found.add(first);
    space();
    if (isUnary(first) && !atEnd()) {
      int place = cursor.position();
      Word second = operand();
      if (!second.literal().filter(BINARY::contains).isPresent()) {
        found.add(second);
        return;
      }
      cursor.goTo(place);
    }
    binary();
  }

  private static boolean isUnary(Word word) {
    return word.literal()
        .filter(text -> text.length() == 2 && text.charAt(0) == '-')
        .filter(text -> "abcdefghknoprstuvwxzGLNORS".indexOf(text.charAt(1)) >= 0)
        .isPresent();
  }

  private void binary() {
    if (atEnd()) {
      return;
    }
    char c = cursor.peek();
    if (c == '<' || c == '>') {
      cursor.next();
      space();
      found.add(operand());
      return;
    }
    Word operator = operand();
    if (operator.literal().filter(BINARY::contains).isEmpty()) {
      throw cursor.fail("a conditional operator is missing");
    }
    found.add(operator);
    space();
    found.add(operator.is("=~") ? regularExpression() : pattern());
  }

  private boolean atEnd() {
    return cursor.atEnd()
        || cursor.looksAt("]]")
        || cursor.looksAt("&&")
        || cursor.looksAt("||")
        || cursor.peek() == ')';
  }

  private Word operand() {
    return words.word().orElseThrow(() -> cursor.fail("unexpected '" + cursor.peek() + "'"));
  }

  private Word pattern() {
    return operand();
  }

  /** Parentheses and bars belong to it; blanks end it outside of parentheses. */
  private Word regularExpression() {
    int start = cursor.position();
    List<WordPart> parts = new ArrayList<>();
    int level = 0;
    while (!cursor.atEnd()) {
      char c = cursor.peek();
      if (level == 0 && (" \t\n;&".indexOf(c) >= 0 || cursor.looksAt("||"))) {
        break;
      }
      if (c == ')' && level == 0) {
        break;
      }
      if (c == '(' || c == ')' || c == '|' || c == '<' || c == '>' || c == ' ' || c == '\t'
          || c == ';' || c == '&') {
        level += c == '(' ? 1 : c == ')' ? -1 : 0;
        parts.add(new WordPart.Literal(String.valueOf(cursor.next()), false));
        continue;
      }
      Optional<Word> piece = words.word(" \t\n;&|<>()");
      if (piece.isEmpty()) {
        break;
      }
      parts.addAll(piece.get().parts());
    }
    if (parts.isEmpty()) {
      throw cursor.fail("a regular expression is missing");
    }
    return new Word(parts, start, cursor.position());
  }

  private void space() {
    parser.skipNewlines();
  }
}
