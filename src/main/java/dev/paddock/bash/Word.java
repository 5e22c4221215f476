package dev.paddock.bash;

import java.util.List;
import java.util.Optional;

/**
 * A word before expansion.
 *
 * @param start offset of its first character in the text that was parsed
 * @param end offset after its last one
 */
public record Word(List<WordPart> parts, int start, int end) {
  /** Keeps parts that nobody changes. */
  public Word {
    parts = List.copyOf(parts);
  }

  /** Returns its text if nothing in it is expanded but quotes. */
  public Optional<String> literal() {
    StringBuilder text = new StringBuilder();
    return literal(parts, text) ? Optional.of(text.toString()) : Optional.empty();
  }

  private static boolean literal(List<WordPart> parts, StringBuilder text) {
    for (WordPart part : parts) {
      switch (part) {
        case WordPart.Literal(String piece, boolean _) -> text.append(piece);
        case WordPart.Quoted(List<WordPart> inner) -> {
          if (!literal(inner, text)) {
            return false;
          }
        }
        case WordPart.Parameter _,
            WordPart.CommandSubstitution _,
            WordPart.Arithmetic _,
            WordPart.ProcessSubstitution _,
            WordPart.ExtendedGlob _ -> {
          return false;
        }
      }
    }
    return true;
  }

  /** Returns whether it is this text, with no quote in it. */
  public boolean is(String text) {
    return parts.size() == 1
        && parts.getFirst() instanceof WordPart.Literal(String piece, boolean quoted)
        && !quoted
        && piece.equals(text);
  }
}
