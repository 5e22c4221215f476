package dev.paddock.bash;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads simple commands: assignments, words and redirections in any order. */
final class SimpleReader {
  private static final Set<String> DECLARATIONS =
      Set.of("declare", "typeset", "local", "export", "readonly", "alias", "eval");

  private final Cursor cursor;
  private final WordReader words;
  private final RedirectReader redirects;
  private final List<Assignment> assignments = new ArrayList<>();
  private final List<Word> texts = new ArrayList<>();
  private final List<Assignment> arguments = new ArrayList<>();

  SimpleReader(Cursor cursor, WordReader words, RedirectReader redirects) {
    this.cursor = cursor;
    this.words = words;
    this.redirects = redirects;
  }

  Command.Simple read() {
    List<Redirect> found = new ArrayList<>();
    while (true) {
      cursor.skipBlanks();
      Optional<Redirect> redirect = redirects.one();
      if (redirect.isPresent()) {
        found.add(redirect.get());
      } else if (!element()) {
        break;
      }
    }
    if (assignments.isEmpty() && texts.isEmpty() && found.isEmpty()) {
      throw cursor.fail(
          cursor.atEnd() ? "a command is missing" : "unexpected '" + cursor.peek() + "'");
    }
    return new Command.Simple(assignments, texts, arguments, found);
  }

  private boolean element() {
    if (texts.isEmpty()) {
      Optional<Assignment> assignment = assignment(true);
      if (assignment.isPresent()) {
        assignments.add(assignment.get());
        return true;
      }
    } else if (texts.getFirst().literal().filter(DECLARATIONS::contains).isPresent()) {
      int place = cursor.position();
      Optional<Assignment> assignment = assignment(true);
      if (assignment.isPresent()) {
        arguments.add(assignment.get());
        if (assignment.get().value() instanceof Assignment.Value.Array) {
          return true;
        }
        cursor.goTo(place); // it is a word, too
      }
    }
    Optional<Word> word = words.word();
    word.ifPresent(texts::add);
    return word.isPresent();
  }

  /** Reads {@code NAME=…}, {@code NAME+=…}, {@code NAME[…]=…}; nothing is taken if it is none. */
  private Optional<Assignment> assignment(boolean arrays) {
    int place = cursor.position();
    StringBuilder name = new StringBuilder();
    if (ParameterReader.isNameStart(cursor.peek())) {
      while (ParameterReader.isNamePart(cursor.peek())) {
        name.append(cursor.next());
      }
    }
    Optional<Word> index = Optional.empty();
    if (!name.isEmpty() && cursor.peek() == '[') {
      index = index();
    }
    boolean append = cursor.take("+=");
    if (name.isEmpty() || !(append || cursor.take("="))) {
      cursor.goTo(place);
      return Optional.empty();
    }
    if (arrays && cursor.peek() == '(') {
      return Optional.of(new Assignment(name.toString(), index, append, array()));
    }
    int start = cursor.position();
    Word value = words.word().orElseGet(() -> new Word(List.of(), start, start));
    return Optional.of(
        new Assignment(name.toString(), index, append, new Assignment.Value.Scalar(value)));
  }

  /** Bash looks for the closing bracket wherever an assignment could stand. */
  private Optional<Word> index() {
    cursor.next();
    return Optional.of(words.balanced('[', ']'));
  }

  private Assignment.Value array() {
    cursor.next();
    List<Assignment.Element> elements = new ArrayList<>();
    Parser parser = new Parser(cursor);
    while (true) {
      parser.skipNewlines();
      if (cursor.take(")")) {
        return new Assignment.Value.Array(elements);
      }
      elements.add(arrayElement());
    }
  }

  private Assignment.Element arrayElement() {
    int place = cursor.position();
    if (cursor.peek() == '[') {
      Optional<Word> index = index();
      if (index.isPresent() && (cursor.take("=") || cursor.take("+="))) {
        int start = cursor.position();
        return new Assignment.Element(
            index, words.word().orElseGet(() -> new Word(List.of(), start, start)));
      }
      cursor.goTo(place);
    }
    return new Assignment.Element(
        Optional.empty(),
        words.word().orElseThrow(() -> cursor.fail("unexpected '" + cursor.peek() + "'")));
  }
}
