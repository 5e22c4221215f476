package dev.paddock.packages;

import java.util.List;

/**
 * What the clients said.
 *
 * @param registries each once for a client, in a fixed order of clients
 * @param notes for people: which client is not there, failed, or names what can't be used
 */
public record RegistryAnswer(List<Registry> registries, List<String> notes) {
  /** Keeps lists that nobody changes. */
  public RegistryAnswer {
    registries = List.copyOf(registries);
    notes = List.copyOf(notes);
  }
}
