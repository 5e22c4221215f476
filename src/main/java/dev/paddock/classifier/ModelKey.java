package dev.paddock.classifier;

import java.io.IOException;
import java.util.Optional;

/** Where the provider's key is had, each time anew. Implementations are thread-safe. */
@FunctionalInterface
public interface ModelKey {
  /** For models that want none. */
  ModelKey NONE = Optional::empty;

  /**
   * Returns the key.
   *
   * @return empty if the model is asked without one
   * @throws IOException if it can't be had; the message is shown to people and holds nothing of it
   */
  Optional<String> key() throws IOException;
}
