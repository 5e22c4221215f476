package dev.paddock.cli;

import dev.paddock.classifier.Spent;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;

/** What asking a model cost, as it is printed. */
final class CostText {
  private CostText() {}

  /** For programs; dollars are null where no price is known. */
  static SequencedMap<String, Object> row(Spent spent) {
    SequencedMap<String, Object> row = new LinkedHashMap<>();
    row.put("requests", spent.requests());
    row.put("input_tokens", spent.inputTokens());
    row.put("cached_tokens", spent.cachedTokens());
    row.put("written_tokens", spent.writtenTokens());
    row.put("output_tokens", spent.outputTokens());
    row.put(
        "dollars",
        spent.dollars().isPresent()
            ? Optional.of(
                BigDecimal.valueOf(spent.dollars().getAsDouble())
                    .setScale(6, RoundingMode.HALF_UP))
            : Optional.empty());
    row.put("milliseconds", spent.took().toMillis());
    return row;
  }

  /** For people, on one line. */
  static String line(Spent spent) {
    return String.format(
        Locale.ROOT,
        "%d %s, %d tokens in (%d from the cache), %d out, %s, %.1f s",
        spent.requests(),
        spent.requests() == 1 ? "request" : "requests",
        spent.inputTokens() + spent.cachedTokens() + spent.writtenTokens(),
        spent.cachedTokens(),
        spent.outputTokens(),
        spent.dollars().isPresent()
            ? String.format(Locale.ROOT, "$%.4f", spent.dollars().getAsDouble())
            : "price not known",
        spent.took().toMillis() / 1000.0);
  }
}
