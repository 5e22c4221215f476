package dev.paddock.bash;

import java.util.List;
import java.util.Optional;

/** A part of a word. */
public sealed interface WordPart {
  /**
   * Text as it is.
   *
   * @param quoted whether its characters have lost their meaning for patterns and splitting
   */
  record Literal(String text, boolean quoted) implements WordPart {}

  /** What stands between double quotes. */
  record Quoted(List<WordPart> parts) implements WordPart {
    /** Keeps parts that nobody changes. */
    public Quoted {
      parts = List.copyOf(parts);
    }
  }

  /**
   * {@code $NAME} or <code>${…}</code>.
   *
   * @param prefix {@code #} for the length, {@code !} for indirection, or empty
   * @param name a name, digits, or one special character
   * @param index between square brackets
   * @param operator as written, {@code :-} or {@code //} say; {@code bad} if Bash will refuse it
   *     when it runs
   * @param operands what follows the operator
   */
  record Parameter(
      String prefix, String name, Optional<Word> index, String operator, List<Word> operands)
      implements WordPart {
    /** Keeps operands that nobody changes. */
    public Parameter {
      operands = List.copyOf(operands);
    }
  }

  /** <code>$(…)</code> or backquotes. */
  record CommandSubstitution(Script script) implements WordPart {}

  /** <code>$((…))</code> or <code>$[…]</code>. */
  record Arithmetic(Word expression) implements WordPart {}

  /**
   * {@code <(…)} or {@code >(…)}.
   *
   * @param input whether its output is read
   */
  record ProcessSubstitution(boolean input, Script script) implements WordPart {}

  /**
   * <code>@(…|…)</code> and the like.
   *
   * @param operator one of <code>? * + @ !</code>
   */
  record ExtendedGlob(char operator, Word pattern) implements WordPart {}
}
