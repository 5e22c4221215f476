package dev.paddock.bash;

import java.util.List;
import java.util.Optional;

/** A command of Bash's grammar; see the section SHELL GRAMMAR of bash(1). */
public sealed interface Command {
  /** Redirections of the whole command, in order. */
  List<Redirect> redirects();

  /** A program, builtin or function with its arguments, or assignments alone. */
  record Simple(
      List<Assignment> assignments,
      List<Word> words,
      List<Assignment> arguments,
      List<Redirect> redirects)
      implements Command {
    /** Keeps lists that nobody changes. */
    public Simple {
      assignments = List.copyOf(assignments);
      words = List.copyOf(words);
      arguments = List.copyOf(arguments);
      redirects = List.copyOf(redirects);
    }
  }

  /** {@code { …; }}. */
  record Group(Script body, List<Redirect> redirects) implements Command {}

  /** {@code ( … )}. */
  record Subshell(Script body, List<Redirect> redirects) implements Command {}

  /** {@code if}, with its {@code elif} parts in order. */
  record If(List<Branch> branches, Optional<Script> otherwise, List<Redirect> redirects)
      implements Command {
    /** A condition and what is done if it holds. */
    public record Branch(Script condition, Script body) {}
  }

  /** {@code while} and {@code until}. */
  record Loop(boolean until, Script condition, Script body, List<Redirect> redirects)
      implements Command {}

  /**
   * {@code for NAME in …} and {@code select}.
   *
   * @param words empty if there is no {@code in}: the positional parameters
   */
  record For(
      boolean select,
      String name,
      Optional<List<Word>> words,
      Script body,
      List<Redirect> redirects)
      implements Command {}

  /** {@code for ((…; …; …))}. */
  record ArithmeticFor(List<Word> expressions, Script body, List<Redirect> redirects)
      implements Command {}

  /** {@code case}. */
  record Case(Word subject, List<Item> items, List<Redirect> redirects) implements Command {
    /**
     * One branch.
     *
     * @param end {@code ;;}, {@code ;&} or {@code ;;&}
     */
    public record Item(List<Word> patterns, Script body, String end) {}
  }

  /** A function is defined. */
  record Function(String name, Command body, List<Redirect> redirects) implements Command {}

  /** {@code [[ … ]]}: its operands and operators in order. */
  record Condition(List<Word> words, List<Redirect> redirects) implements Command {}

  /** {@code (( … ))}. */
  record Arithmetic(Word expression, List<Redirect> redirects) implements Command {}

  /** {@code coproc}. */
  record Coprocess(String name, Command body, List<Redirect> redirects) implements Command {}
}
