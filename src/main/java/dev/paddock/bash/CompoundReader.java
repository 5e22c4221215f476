package dev.paddock.bash;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads compound commands, which begin with a reserved word. */
final class CompoundReader {
  private final Cursor cursor;
  private final WordReader words;
  private final Parser parser;

  CompoundReader(Cursor cursor, WordReader words, Parser parser) {
    this.cursor = cursor;
    this.words = words;
    this.parser = parser;
  }

  /** Reads the command that begins with this word; empty if the word is not reserved. */
  Optional<Command> read(String word) {
    return switch (word) {
      case "{" -> Optional.of(group());
      case "if" -> Optional.of(conditional());
      case "while", "until" -> Optional.of(loop(word));
      case "for", "select" -> Optional.of(iteration(word));
      case "case" -> Optional.of(selection());
      case "function" -> Optional.of(function());
      case "coproc" -> Optional.of(coprocess());
      case "[[" -> Optional.of(condition());
      case "then", "else", "elif", "fi", "do", "done", "esac", "}" ->
          throw cursor.fail("unexpected '" + word + "'");
      default -> Optional.empty();
    };
  }

  private Command group() {
    parser.expectReserved("{");
    Script body = parser.body("}");
    return new Command.Group(body, parser.redirects());
  }

  private Command conditional() {
    parser.expectReserved("if");
    List<Command.If.Branch> branches = new ArrayList<>();
    Optional<Script> otherwise = Optional.empty();
    do {
      Script condition = parser.body("then");
      branches.add(new Command.If.Branch(condition, parser.body()));
    } while (parser.takeReserved("elif"));
    if (parser.takeReserved("else")) {
      otherwise = Optional.of(parser.body());
    }
    parser.expectReserved("fi");
    return new Command.If(branches, otherwise, parser.redirects());
  }

  private Command loop(String word) {
    parser.expectReserved(word);
    Script condition = parser.body("do");
    Script body = parser.body("done");
    return new Command.Loop(word.equals("until"), condition, body, parser.redirects());
  }

  private Command iteration(String word) {
    parser.expectReserved(word);
    cursor.skipBlanks();
    if (word.equals("for") && cursor.looksAt("((")) {
      return arithmetic();
    }
    Word name = words.word().orElseThrow(() -> cursor.fail("a name is missing"));
    Optional<List<Word>> items = items();
    return new Command.For(
        word.equals("select"), name.literal().orElse(""), items, loopBody(), parser.redirects());
  }

  private Optional<List<Word>> items() {
    parser.skipNewlines();
    if (!parser.takeReserved("in")) {
      cursor.skipBlanks();
      cursor.take(";");
      return Optional.empty();
    }
    List<Word> items = new ArrayList<>();
    while (true) {
      cursor.skipBlanks();
      Optional<Word> item = words.word();
      if (item.isEmpty()) {
        break;
      }
      items.add(item.get());
    }
    if (!cursor.take(";") && cursor.peek() != '\n') {
      throw cursor.fail("'do' is missing");
    }
    return Optional.of(items);
  }

  private Script loopBody() {
    parser.skipNewlines();
    if (parser.takeReserved("{")) {
      return parser.body("}");
    }
    parser.expectReserved("do");
    return parser.body("done");
  }

  private Command arithmetic() {
    cursor.expect("(");
    int start = cursor.position() + 1;
    Word whole = words.arithmetic().orElseThrow(() -> cursor.fail("'))' is missing"));
    if (semicolons(whole) != 2) {
      throw cursor.fail("a loop has three expressions");
    }
    cursor.skipBlanks();
    cursor.take(";");
    List<Word> expressions = List.of(new Word(whole.parts(), start, whole.end()));
    return new Command.ArithmeticFor(expressions, loopBody(), parser.redirects());
  }

  private static long semicolons(Word whole) {
    return whole.parts().stream()
        .flatMapToInt(
            part ->
                part instanceof WordPart.Literal(String text, boolean quoted) && !quoted
                    ? text.chars()
                    : java.util.stream.IntStream.empty())
        .filter(c -> c == ';')
        .count();
  }

  private Command selection() {
    parser.expectReserved("case");
    cursor.skipBlanks();
    Word subject = words.word().orElseThrow(() -> cursor.fail("a word is missing"));
    parser.skipNewlines();
    parser.expectReserved("in");
    List<Command.Case.Item> items = new ArrayList<>();
    while (true) {
      parser.skipNewlines();
      if (parser.takeReserved("esac")) {
        return new Command.Case(subject, items, parser.redirects());
      }
      items.add(item());
    }
  }

  private Command.Case.Item item() {
    if (cursor.peek() == '(') {
      cursor.next();
    }
    List<Word> patterns = new ArrayList<>();
    do {
      cursor.skipBlanks();
      patterns.add(words.word().orElseThrow(() -> cursor.fail("a pattern is missing")));
      cursor.skipBlanks();
    } while (cursor.take("|"));
    cursor.expect(")");
    Script body = parser.branch();
    cursor.skipBlanks();
    String end =
        cursor.take(";;&") ? ";;&" : cursor.take(";;") ? ";;" : cursor.take(";&") ? ";&" : "";
    if (end.isEmpty() && parser.reserved().filter("esac"::equals).isEmpty()) {
      throw cursor.fail(
          cursor.atEnd() ? "'esac' is missing" : "unexpected '" + cursor.peek() + "'");
    }
    return new Command.Case.Item(patterns, body, end.isEmpty() ? ";;" : end);
  }

  private Command function() {
    parser.expectReserved("function");
    cursor.skipBlanks();
    Word name = words.word().orElseThrow(() -> cursor.fail("a name is missing"));
    cursor.skipBlanks();
    if (cursor.peek() == '(' && cursor.peekSecond() == ')') {
      cursor.next();
      cursor.next();
    }
    return parser.function(name.literal().orElse(""));
  }

  private Command coprocess() {
    parser.expectReserved("coproc");
    cursor.skipBlanks();
    int place = cursor.position();
    Optional<String> name =
        words.word().flatMap(Word::literal).filter(text -> text.matches("[A-Za-z_][A-Za-z0-9_]*"));
    cursor.skipBlanks();
    boolean named = name.isPresent() && beginsCompound();
    if (!named) {
      cursor.goTo(place);
    }
    return new Command.Coprocess(named ? name.get() : "COPROC", parser.command(), List.of());
  }

  private boolean beginsCompound() {
    return cursor.peek() == '('
        || parser
            .reserved()
            .filter(
                word ->
                    List.of("{", "if", "while", "until", "for", "select", "case", "[[")
                        .contains(word))
            .isPresent();
  }

  private Command condition() {
    List<Word> operands = new ConditionReader(cursor, words, parser).read();
    return new Command.Condition(operands, parser.redirects());
  }
}
