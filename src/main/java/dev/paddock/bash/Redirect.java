package dev.paddock.bash;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * A redirection.
 *
 * @param descriptor the number before the operator; empty for the operator's own
 * @param variable the name of <code>{NAME}&gt;…</code>
 * @param operator as written: {@code <}, {@code >}, {@code >>}, {@code >|}, {@code <>}, {@code <&},
 *     {@code >&}, {@code &>}, {@code &>>}, {@code <<}, {@code <<-}, {@code <<<}
 * @param source tells the target; of a here-document only once the whole text is read, since its
 *     body stands after the command
 */
public record Redirect(
    Optional<Integer> descriptor,
    Optional<String> variable,
    String operator,
    Supplier<Word> source) {

  /** The file, the descriptor, or the text that is read. */
  public Word target() {
    return source.get();
  }
}
