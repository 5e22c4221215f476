package dev.paddock.provenance;

import java.util.List;

/**
 * That a name comes from untrusted content only.
 *
 * @param chain how it got here, in sentences for people, the oldest first
 */
public record Driven(Sink sink, List<String> chain) {
  /** Keeps a list that nobody changes. */
  public Driven {
    chain = List.copyOf(chain);
  }
}
