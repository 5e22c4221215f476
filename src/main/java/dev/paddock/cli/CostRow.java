package dev.paddock.cli;

import dev.paddock.classifier.Spent;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/** What asking a model cost, for programs. */
final class CostRow {
  private CostRow() {}

  /** Returns fields with numbers; dollars are null where no price is known. */
  static SequencedMap<String, Object> of(Spent spent) {
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
                BigDecimal.valueOf(spent.dollars().getAsDouble()).setScale(6, RoundingMode.HALF_UP))
            : Optional.empty());
    row.put("milliseconds", spent.took().toMillis());
    return row;
  }
}
