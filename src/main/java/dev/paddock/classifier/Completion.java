package dev.paddock.classifier;

/** What a provider answered, in no provider's own form. */
record Completion(String text, Reply.End end, Usage usage) {}
