package dev.paddock.bash;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads redirections; see REDIRECTION in bash(1). */
final class RedirectReader {
  private static final List<String> OPERATORS =
      List.of("&>>", "&>", "<<<", "<<-", "<<", "<>", "<&", ">>", ">&", ">|", "<", ">");

  private final Cursor cursor;
  private final WordReader words;

  RedirectReader(Cursor cursor, WordReader words) {
    this.cursor = cursor;
    this.words = words;
  }

  /** Reads redirections until something else comes. */
  List<Redirect> all() {
    List<Redirect> found = new ArrayList<>();
    while (true) {
      cursor.skipBlanks();
      Optional<Redirect> redirect = one();
      if (redirect.isEmpty()) {
        return found;
      }
      found.add(redirect.get());
    }
  }

  /** Reads one; nothing is taken if none begins here. */
  Optional<Redirect> one() {
    int place = cursor.position();
    Optional<Integer> descriptor = digits();
    Optional<String> variable = descriptor.isPresent() ? Optional.empty() : variable();
    Optional<String> operator = operator(descriptor.isPresent() || variable.isPresent());
    if (operator.isEmpty()) {
      cursor.goTo(place);
      return Optional.empty();
    }
    cursor.skipBlanks();
    if (operator.get().equals("<<") || operator.get().equals("<<-")) {
      return Optional.of(heredoc(descriptor, variable, operator.get()));
    }
    if (descriptorFollows()) {
      throw cursor.fail("'" + operator.get() + "' has no target");
    }
    Word target =
        words.word().orElseThrow(() -> cursor.fail("'" + operator.get() + "' has no target"));
    return Optional.of(new Redirect(descriptor, variable, operator.get(), () -> target));
  }

  /** A number or name directly before the next operator belongs to that one. */
  private boolean descriptorFollows() {
    int place = cursor.position();
    boolean some = digits().isPresent() ? "<>".indexOf(cursor.peek()) >= 0 : variable().isPresent();
    cursor.goTo(place);
    return some;
  }

  private Optional<Integer> digits() {
    StringBuilder digits = new StringBuilder();
    while (ParameterReader.isDigit(cursor.peek()) && digits.length() < 6) {
      digits.append(cursor.next());
    }
    return digits.isEmpty() ? Optional.empty() : Optional.of(Integer.valueOf(digits.toString()));
  }

  /** A name in braces directly before the operator. */
  private Optional<String> variable() {
    if (cursor.peek() != '{' || !ParameterReader.isNameStart(cursor.peekSecond())) {
      return Optional.empty();
    }
    cursor.next();
    StringBuilder name = new StringBuilder();
    while (ParameterReader.isNamePart(cursor.peek())) {
      name.append(cursor.next());
    }
    boolean closed = cursor.take("}") && "<>".indexOf(cursor.peek()) >= 0;
    return closed ? Optional.of(name.toString()) : Optional.empty();
  }

  private Optional<String> operator(boolean numbered) {
    char c = cursor.peek();
    if ((c == '<' || c == '>') && cursor.peekSecond() == '(') {
      return Optional.empty();
    }
    for (String operator : OPERATORS) {
      if ((!numbered || operator.charAt(0) != '&') && cursor.take(operator)) {
        return Optional.of(operator);
      }
    }
    return Optional.empty();
  }

  private Redirect heredoc(
      Optional<Integer> descriptor, Optional<String> variable, String operator) {
    int start = cursor.position();
    Word delimiter =
        words.word().orElseThrow(() -> cursor.fail("a here-document has no delimiter"));
    String written = cursor.text().substring(start, cursor.position());
    boolean quoted = written.chars().anyMatch(c -> c == '\'' || c == '"' || c == '\\');
    String text = quoted ? delimiter.literal().orElse(written) : written;
    PendingHeredoc pending = new PendingHeredoc(text, quoted, operator.equals("<<-"));
    cursor.await(pending);
    return new Redirect(descriptor, variable, operator, pending::word);
  }
}
