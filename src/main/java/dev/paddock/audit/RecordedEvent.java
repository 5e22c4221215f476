package dev.paddock.audit;

import java.time.Instant;

/** An event as a log has it. */
public record RecordedEvent(Instant time, Event event) {}
