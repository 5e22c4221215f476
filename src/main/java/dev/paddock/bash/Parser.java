package dev.paddock.bash;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads lists, pipelines and compound commands; see SHELL GRAMMAR in bash(1). A recursive descent
 * over the characters: Bash's words depend too much on where they stand for a separate lexer.
 */
final class Parser {
  private static final Set<String> CLOSERS =
      Set.of("then", "else", "elif", "fi", "do", "done", "esac", "}", "in");

  private final Cursor cursor;
  private final WordReader words;
  private final RedirectReader redirects;

  Parser(Cursor cursor) {
    this.cursor = cursor;
    this.words = new WordReader(cursor);
    this.redirects = new RedirectReader(cursor, words);
  }

  /** Reads to the end of the text. */
  Script whole() {
    Script script = list();
    if (!cursor.atEnd()) {
      throw cursor.fail("unexpected " + shown());
    }
    cursor.finish();
    return script;
  }

  /** Reads up to this text, which is not taken. */
  Script until(String end) {
    Script script = list();
    cursor.skipBlanks();
    if (!cursor.looksAt(end)) {
      throw cursor.fail(cursor.atEnd() ? "'" + end + "' is missing" : "unexpected " + shown());
    }
    return script;
  }

  private String shown() {
    char c = cursor.peek();
    return cursor.atEnd() ? "end" : "'" + (c == '\n' ? "newline" : String.valueOf(c)) + "'";
  }

  private Script list() {
    List<Statement> statements = new ArrayList<>();
    skipNewlines();
    while (!atListEnd()) {
      statements.add(statement());
      cursor.skipBlanks();
      if (cursor.peek() == '\n') {
        skipNewlines();
      } else if (!statements.getLast().background()
          && cursor.peek() == ';'
          && cursor.peekSecond() != ';'
          && cursor.peekSecond() != '&') {
        cursor.next();
        skipNewlines();
      } else if (!statements.getLast().background()) {
        break;
      } else {
        skipNewlines();
      }
    }
    return new Script(statements);
  }

  private boolean atListEnd() {
    cursor.skipBlanks();
    char c = cursor.peek();
    if (cursor.atEnd() || c == ')' || (c == ';' && ";&".indexOf(cursor.peekSecond()) >= 0)) {
      return true;
    }
    return reserved().filter(CLOSERS::contains).filter(word -> !word.equals("in")).isPresent();
  }

  private Statement statement() {
    Pipeline first = pipeline();
    List<Statement.Link> rest = new ArrayList<>();
    while (true) {
      cursor.skipBlanks();
      boolean and = cursor.take("&&");
      if (!and && !cursor.take("||")) {
        break;
      }
      skipNewlines();
      rest.add(new Statement.Link(and, pipeline()));
    }
    boolean background = cursor.peek() == '&' && cursor.peekSecond() != '>' && cursor.take("&");
    return new Statement(first, rest, background);
  }

  private Pipeline pipeline() {
    boolean negated = false;
    boolean timed = false;
    while (true) {
      cursor.skipBlanks();
      if (cursor.peek() == '!' && takeReserved("!")) {
        negated = !negated;
      } else if (takeReserved("time")) {
        timed = true;
        cursor.skipBlanks();
        takeReserved("-p");
        cursor.skipBlanks();
        takeReserved("--");
      } else {
        break;
      }
    }
    if ((negated || timed) && endsCommand()) {
      return new Pipeline(negated, timed, List.of(new Pipeline.Stage(empty(), false)));
    }
    List<Pipeline.Stage> stages = new ArrayList<>();
    while (true) {
      Command command = command();
      cursor.skipBlanks();
      boolean both = cursor.take("|&");
      boolean more =
          both || (cursor.peek() == '|' && cursor.peekSecond() != '|' && cursor.take("|"));
      stages.add(new Pipeline.Stage(command, both));
      if (!more) {
        return new Pipeline(negated, timed, stages);
      }
      skipNewlines();
    }
  }

  private boolean endsCommand() {
    cursor.skipBlanks();
    char c = cursor.peek();
    return cursor.atEnd() || c == '\n' || c == ';' || c == ')' || c == '&' || c == '|';
  }

  private static Command.Simple empty() {
    return new Command.Simple(List.of(), List.of(), List.of(), List.of());
  }

  /** Reads one command with its redirections. */
  Command command() {
    cursor.enter();
    cursor.skipBlanks();
    Command command;
    if (cursor.peek() == '(') {
      command = parenthesised();
    } else {
      CompoundReader compound = new CompoundReader(cursor, words, this);
      Optional<Command> read = reserved().flatMap(compound::read);
      command = read.orElseGet(() -> simpleOrFunction());
    }
    cursor.leave();
    return command;
  }

  private Command parenthesised() {
    if (cursor.peekSecond() == '(') {
      int place = cursor.position();
      cursor.next();
      Optional<Word> expression = words.arithmetic();
      if (expression.isPresent()) {
        return new Command.Arithmetic(expression.get(), redirects.all());
      }
      cursor.goTo(place);
    }
    cursor.next();
    Script body = until(")");
    cursor.expect(")");
    requireSome(body);
    return new Command.Subshell(body, redirects.all());
  }

  private Command simpleOrFunction() {
    Command.Simple simple = new SimpleReader(cursor, words, redirects).read();
    cursor.skipBlanks();
    if (cursor.peek() == '(' && isFunctionName(simple)) {
      cursor.next();
      cursor.skipBlanks();
      cursor.expect(")");
      return function(simple.words().getFirst().literal().orElseThrow());
    }
    return simple;
  }

  private static boolean isFunctionName(Command.Simple simple) {
    return simple.words().size() == 1
        && simple.assignments().isEmpty()
        && simple.redirects().isEmpty()
        && simple.words().getFirst().parts().size() == 1
        && simple.words().getFirst().parts().getFirst() instanceof WordPart.Literal literal
        && !literal.quoted();
  }

  /** Reads a function's body. */
  Command function(String name) {
    skipNewlines();
    Command body = command();
    if (body instanceof Command.Simple) {
      throw cursor.fail("the function " + name + " has no body");
    }
    return new Command.Function(name, body, List.of());
  }

  void requireSome(Script body) {
    if (body.statements().isEmpty()) {
      throw cursor.fail("a command is missing");
    }
  }

  List<Redirect> redirects() {
    return redirects.all();
  }

  /** Skips newlines, blanks and comments. */
  void skipNewlines() {
    while (true) {
      cursor.skipBlanks();
      if (cursor.peek() != '\n') {
        return;
      }
      cursor.newline();
    }
  }

  /** The word that comes next, if it could be a reserved one; nothing is taken. */
  Optional<String> reserved() {
    int place = cursor.position();
    StringBuilder word = new StringBuilder();
    char c = cursor.peek();
    if (c == '{' || c == '}' || c == '!') {
      word.append(cursor.next());
    } else if (cursor.take("[[")) {
      word.append("[[");
    } else {
      while (isReservedLetter(cursor.peek())) {
        word.append(cursor.next());
      }
    }
    char after = cursor.peek();
    boolean ends = cursor.atEnd() || " \t\n;&|<>()".indexOf(after) >= 0;
    cursor.goTo(place);
    return ends && !word.isEmpty() ? Optional.of(word.toString()) : Optional.empty();
  }

  private static boolean isReservedLetter(char c) {
    return (c >= 'a' && c <= 'z') || c == '-';
  }

  /** Takes a reserved word if it is next. */
  boolean takeReserved(String word) {
    if (reserved().filter(word::equals).isEmpty()) {
      return false;
    }
    return cursor.take(word);
  }

  void expectReserved(String word) {
    cursor.skipBlanks();
    if (!takeReserved(word)) {
      throw cursor.fail(cursor.atEnd() ? "'" + word + "' is missing" : "unexpected " + shown());
    }
  }

  /** Reads a list that this reserved word ends, and takes the word. */
  Script body(String end) {
    Script script = list();
    requireSome(script);
    expectReserved(end);
    return script;
  }

  /** Reads a list that some reserved word ends. */
  Script body() {
    Script script = list();
    requireSome(script);
    cursor.skipBlanks();
    return script;
  }

  /** Reads a list that may be empty, up to the end of a branch of {@code case}. */
  Script branch() {
    return list();
  }
}
