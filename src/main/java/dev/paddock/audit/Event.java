package dev.paddock.audit;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * One thing that happened.
 *
 * @param kind what, in two or three words with hyphens, {@code connection-refused} say
 * @param fields names and values, in the order in which they are told; never a secret
 */
public record Event(String kind, SequencedMap<String, String> fields) {
  /** Keeps fields that nobody changes. */
  public Event {
    fields = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(fields));
  }
}
