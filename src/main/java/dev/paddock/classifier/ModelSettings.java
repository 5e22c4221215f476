package dev.paddock.classifier;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which model is asked, where, and how much it may take.
 *
 * @param model as the provider calls it
 * @param base where its interface begins; plain http at this machine only
 * @param timeout for a whole verdict: waiting, both stages, all attempts
 * @param prices empty if nobody knows them: then nothing is said of dollars
 * @param characters how much of a session's transcript is shown at most
 */
public record ModelSettings(
    Provider provider,
    String model,
    URI base,
    Duration timeout,
    Budget budget,
    Optional<Prices> prices,
    int characters) {
  /** How much of a transcript is shown, if nothing else is said: some 30,000 tokens. */
  public static final int CHARACTERS = 120_000;

  /** How long a verdict may take, if nothing else is said. */
  public static final Duration TIMEOUT = Duration.ofSeconds(30);

  private static final String USUAL_MODEL = "claude-sonnet-4-6";
  private static final Duration LONGEST = Duration.ofMinutes(10);
  private static final int LEAST_CHARACTERS = 2_000;
  private static final int MOST_CHARACTERS = 2_000_000;
  private static final int LONGEST_MODEL = 200;
  private static final Pattern LOOPBACK =
      Pattern.compile("(?i)localhost|127(?:\\.[0-9]{1,3}){3}|\\[::1]|\\[0:0:0:0:0:0:0:1]");

  /** A model that is not the agent's own, whatever the agent runs on. */
  public static final ModelSettings DEFAULT =
      of(Provider.ANTHROPIC, USUAL_MODEL, URI.create("https://api.anthropic.com"));

  /**
   * Checks what can be checked without a request.
   *
   * @throws IllegalArgumentException naming what is wrong and what to write
   */
  public ModelSettings {
    if (model.isBlank()
        || model.length() > LONGEST_MODEL
        || !model.codePoints().allMatch(point -> point > ' ' && point < 0x7F)) {
      throw new IllegalArgumentException(
          "The classifier's model has to be a name as its provider writes it, " + USUAL_MODEL);
    }
    checkBase(base);
    if (timeout.isNegative() || timeout.isZero() || timeout.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "The classifier's time for a verdict has to be more than 0 and at most 10 minutes");
    }
    if (characters < LEAST_CHARACTERS || characters > MOST_CHARACTERS) {
      throw new IllegalArgumentException(
          "The classifier's transcript has to be 2000 to 2000000 characters");
    }
  }

  /** Settings of which the rest is as usual. */
  public static ModelSettings of(Provider provider, String model, URI base) {
    return new ModelSettings(
        provider, model, base, TIMEOUT, Budget.DEFAULT, Prices.known(model), CHARACTERS);
  }

  private static void checkBase(URI base) {
    String scheme = String.valueOf(base.getScheme());
    String host = base.getHost();
    if (host == null
        || base.getRawUserInfo() != null
        || base.getRawQuery() != null
        || base.getRawFragment() != null) {
      throw new IllegalArgumentException(
          "The classifier's base_url has to be an address with a host and without user, query or"
              + " fragment: https://host/v1. A key belongs in key");
    }
    boolean plain = scheme.equalsIgnoreCase("http");
    if (!plain && !scheme.equalsIgnoreCase("https")) {
      throw new IllegalArgumentException("The classifier's base_url has to begin with https://");
    }
    if (plain && !LOOPBACK.matcher(host).matches()) {
      throw new IllegalArgumentException(
          "The classifier's base_url would send the session's words and the key in clear text to "
              + host
              + ". Use https://; plain http is for 127.0.0.1, [::1] and localhost");
    }
  }
}
