package dev.paddock.classifier;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import tools.jackson.databind.JsonNode;

/** How a provider is spoken to. Pure. */
interface Dialect {
  static Dialect of(Provider provider) {
    return switch (provider) {
      case ANTHROPIC -> new AnthropicDialect();
      case OPENAI -> new OpenAiDialect();
    };
  }

  /** The address of the interface for one question. */
  URI address(URI base);

  /** The headers that only this provider wants. */
  Map<String, String> headers(Optional<String> key);

  /** Whether it can't be asked without a key. */
  boolean needsKey();

  /** The longest reply, in tokens, that a stage is given. */
  int longest(Stage stage);

  /** The request's body. */
  SequencedMap<String, Object> body(String model, Question question, Quirks quirks);

  /**
   * Reads an answer.
   *
   * @return empty if it does not have the documented form
   */
  Optional<Completion> read(JsonNode answer);

  /**
   * Reads an answer that was streamed, though nobody asked for that.
   *
   * @param events the data of its events, in their order
   * @return empty if it does not have the documented form, or has no end
   */
  Optional<Completion> readEvents(List<String> events);

  /** The same prefix, then an instruction that differs. */
  record Question(Prompt prompt, String instruction, int longest) {}

  /**
   * What some models of a provider don't take.
   *
   * @param temperature whether it may be set
   * @param oldLimit whether the longest reply goes by the older name
   */
  record Quirks(boolean temperature, boolean oldLimit) {}
}
