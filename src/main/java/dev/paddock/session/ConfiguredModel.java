package dev.paddock.session;

import dev.paddock.classifier.Budget;
import dev.paddock.classifier.ModelKey;
import dev.paddock.classifier.ModelSettings;
import dev.paddock.classifier.Prices;
import dev.paddock.classifier.Provider;
import dev.paddock.credentials.Credential;
import dev.paddock.credentials.CredentialException;
import dev.paddock.credentials.KeyReader;
import dev.paddock.credentials.OwnersKeys;
import dev.paddock.profile.ClassifierRules;
import dev.paddock.profile.KeySource;
import dev.paddock.profile.Sourced;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The model that the profile's [classifier] names, and its key, which is read outside each time it
 * is needed and never enters a session.
 */
public record ConfiguredModel(ModelSettings settings, ModelKey key) {
  /**
   * Returns what the profile names; empty if it names none.
   *
   * @param project a real path, in which no command that prints a key may lie
   * @throws SessionException if nobody could be asked like that
   */
  public static Optional<ConfiguredModel> of(Caller caller, Path project, ClassifierRules rules)
      throws SessionException {
    if (!rules.isConfigured()) {
      return Optional.empty();
    }
    try {
      return Optional.of(new ConfiguredModel(settings(rules), key(caller, project, rules)));
    } catch (IllegalArgumentException e) {
      throw new SessionException(
          "[classifier] can't be used: " + e.getMessage(), "Mend it in your profile");
    }
  }

  private static ModelSettings settings(ClassifierRules rules) {
    String model = rules.modelInForce().orElse("");
    Budget usual = Budget.DEFAULT;
    return new ModelSettings(
        switch (rules.providerInForce()) {
          case ANTHROPIC -> Provider.ANTHROPIC;
          case OPENAI -> Provider.OPENAI;
        },
        model,
        rules.baseUrlInForce(),
        rules.timeoutInForce(),
        new Budget(
            rules.calls().map(Sourced::value).orElse(usual.calls()),
            rules.tokens().map(Sourced::value).orElse(usual.tokens()),
            rules.dollars().map(Sourced::value).map(Long::doubleValue).orElse(usual.dollars())),
        prices(rules.prices()).or(() -> Prices.known(model)),
        ModelSettings.CHARACTERS);
  }

  /** Prices that the owner gave; who gives two of them means the cache costs what reading costs. */
  private static Optional<Prices> prices(ClassifierRules.Prices prices) {
    if (prices.input().isEmpty() || prices.output().isEmpty()) {
      return Optional.empty();
    }
    double input = price(prices.input(), 0);
    return Optional.of(
        new Prices(
            input,
            price(prices.output(), 0),
            price(prices.cacheRead(), input),
            price(prices.cacheWrite(), input)));
  }

  private static double price(Optional<Sourced<BigDecimal>> price, double otherwise) {
    return price.map(Sourced::value).map(BigDecimal::doubleValue).orElse(otherwise);
  }

  private static ModelKey key(Caller caller, Path project, ClassifierRules rules) {
    if (rules.key().isEmpty()) {
      return ModelKey.NONE;
    }
    KeySource from = rules.key().get().value();
    Credential credential =
        new Credential(
            "classifier", NetworkPlan.source(from), "x-api-key", "{}", Optional.empty(), "");
    OwnersKeys keys = new OwnersKeys(new KeyReader(caller.environment(), caller.home(), project));
    return () -> {
      try {
        return Optional.of(keys.key(credential));
      } catch (CredentialException e) {
        throw new IOException(e.getMessage());
      }
    };
  }
}
