package dev.paddock.profile;

import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The part [classifier] of a profile: the model that judges what rules can't decide. It is
 * configured if a layer says where it is, or where its key is kept.
 *
 * @param baseUrl without a slash at its end
 * @param key where its key is kept; a server on this machine may need none
 * @param timeout how long a whole verdict may take: waiting, both stages, all attempts
 * @param calls the most requests of a session
 * @param tokens the most tokens of a session, those in and out together
 * @param dollars the most that a session may cost, in US dollars
 * @param results whether it looks at content from outside too, before the agent reads it
 * @param prices what it costs
 */
public record ClassifierRules(
    Optional<Sourced<ClassifierProvider>> provider,
    Optional<Sourced<String>> model,
    Optional<Sourced<URI>> baseUrl,
    Optional<Sourced<KeySource>> key,
    Optional<Sourced<Duration>> timeout,
    Optional<Sourced<Long>> calls,
    Optional<Sourced<Long>> tokens,
    Optional<Sourced<Long>> dollars,
    Optional<Sourced<Boolean>> results,
    Prices prices) {
  /**
   * US dollars for a million tokens.
   *
   * @param input of the prompt, where no cache is used
   * @param output of the reply
   * @param cacheRead of the prompt, where it is served from the provider's cache
   * @param cacheWrite of the prompt, where it enters that cache
   */
  public record Prices(
      Optional<Sourced<BigDecimal>> input,
      Optional<Sourced<BigDecimal>> output,
      Optional<Sourced<BigDecimal>> cacheRead,
      Optional<Sourced<BigDecimal>> cacheWrite) {
    static final Prices NONE =
        new Prices(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  static final ClassifierRules NONE =
      new ClassifierRules(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Prices.NONE);

  private static final Duration USUAL_TIMEOUT = Duration.ofSeconds(30);
  private static final Duration LEAST_TIMEOUT = Duration.ofSeconds(1);
  private static final Duration MOST_TIMEOUT = Duration.ofMinutes(3);
  private static final long MOST_BUDGET = 1_000_000_000_000L;
  private static final int LONGEST_MODEL = 200;
  private static final Pattern PRICE = Pattern.compile("[0-9]{1,6}(\\.[0-9]{1,6})?");
  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|\\[::1\\]");
  private static final Set<String> SCHEMES = Set.of("https", "http");

  /** Tells whether there is a model to ask. */
  public boolean isConfigured() {
    return key.isPresent() || baseUrl.isPresent();
  }

  /** Returns the provider that is asked, said or not. */
  public ClassifierProvider providerInForce() {
    return provider.map(Sourced::value).orElse(ClassifierProvider.ANTHROPIC);
  }

  /** Returns the model that is asked; empty only if the section is not configured. */
  public Optional<String> modelInForce() {
    return model.map(Sourced::value).or(() -> providerInForce().model());
  }

  /** Returns where the model is asked, said or not. */
  public URI baseUrlInForce() {
    return baseUrl.map(Sourced::value).orElseGet(() -> providerInForce().baseUrl());
  }

  /** Returns how long a verdict may take, said or not. */
  public Duration timeoutInForce() {
    return timeout.map(Sourced::value).orElse(USUAL_TIMEOUT);
  }

  /** Tells whether the model looks at content from outside too. */
  public boolean areResultsInspected() {
    return results.isPresent() && results.get().value();
  }

  static String model(String text) {
    if (text.isBlank() || !text.equals(text.strip()) || text.length() > LONGEST_MODEL) {
      throw new EntryException(
          Printable.quote(text) + " is no name of a model", "Write it as the provider does");
    }
    if (Printable.hasControlCharacters(text)) {
      throw new EntryException(Printable.quote(text) + " has control characters", "Remove them");
    }
    return text;
  }

  static URI baseUrl(String text) {
    URI uri = uri(text);
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    String host = uri.getHost();
    if (!SCHEMES.contains(scheme) || host == null || uri.getPort() > 65_535 || uri.getPort() == 0) {
      throw new EntryException(
          Printable.quote(text) + " is no address of a server",
          "Write it as in https://api.example.com/v1");
    }
    if (uri.getRawUserInfo() != null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
      throw new EntryException(
          Printable.quote(text) + " has a user, a ? or a #",
          "Write the address alone; the key has its own entry");
    }
    if (scheme.equals("http") && !LOOPBACK.matcher(host.toLowerCase(Locale.ROOT)).matches()) {
      throw new EntryException(
          Printable.quote(text) + " would send the key and the session's words unencrypted",
          "Write https:// for a server that is not on this machine");
    }
    return uri(text.replaceFirst("/+$", ""));
  }

  static Duration timeout(String text) {
    return ShortTime.parse(text, LEAST_TIMEOUT, MOST_TIMEOUT);
  }

  static long budget(long number) {
    if (number < 1 || number > MOST_BUDGET) {
      throw new EntryException(
          number + " is no budget",
          "Write a whole number above 0; without a key and a base_url nobody is asked");
    }
    return number;
  }

  static BigDecimal price(String text) {
    if (!PRICE.matcher(text).matches()) {
      throw new EntryException(
          Printable.quote(text) + " is no price",
          "Write US dollars for a million tokens, for example \"3.00\"");
    }
    return new BigDecimal(text);
  }

  private static URI uri(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      throw new EntryException(
          Printable.quote(text) + " is no address of a server",
          "Write it as in https://api.example.com/v1");
    }
  }
}
