package dev.paddock.classifier;

import tools.jackson.databind.JsonNode;

/** The tokens of one request, as the provider counts them. */
record Usage(long input, long cached, long written, long output) {
  private static final long MOST = 100_000_000;

  /** A number that is there and makes sense; what a provider says of itself is not trusted. */
  static long count(JsonNode node) {
    return node.isIntegralNumber() && node.canConvertToLong()
        ? Math.clamp(node.asLong(), 0, MOST)
        : 0;
  }

  boolean isNothing() {
    return input == 0 && cached == 0 && written == 0 && output == 0;
  }
}
