package dev.paddock.classifier;

import java.net.http.HttpResponse;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** What a provider's status means for people. Pure but for the clock that a date is compared to. */
final class Refusal {
  private static final Duration LONGEST_WAIT = Duration.ofHours(1);

  private Refusal() {}

  /**
   * Reads a status that is not 200.
   *
   * @param told the provider's own words; empty if there are none
   */
  static NoReplyException of(HttpResponse<?> response, String told) {
    int status = response.statusCode();
    String said = told.isEmpty() ? "" : ": " + told;
    return switch (status) {
      case 401, 403 ->
          NoReplyException.never(
              "The provider refuses the key (" + status + "). Check [classifier] key");
      case 402 ->
          NoReplyException.never("The provider wants to be paid first (402). Look at its billing");
      case 400, 422 ->
          NoReplyException.never(
              "The provider does not understand the request ("
                  + status
                  + said
                  + "). Is [classifier] model right?");
      case 404, 405 ->
          NoReplyException.never(
              "The provider knows no such model or address ("
                  + status
                  + said
                  + "). Check [classifier] model and base_url");
      case 413 ->
          NoReplyException.never(
              "The session is too long for the model (413). Take a model that reads more, or start"
                  + " a new session");
      case 429 ->
          NoReplyException.later(
              "The provider has no room for more requests (429)" + said + ". Try again later",
              wait(response));
      case 408, 409, 500, 502, 503, 504, 529 ->
          NoReplyException.later(
              "The provider can't answer now (" + status + "). Try again later", wait(response));
      default ->
          status >= 300 && status < 400
              ? NoReplyException.never(
                  "The provider sends elsewhere ("
                      + status
                      + "), and the session's words go nowhere but to [classifier] base_url. Write"
                      + " the right address there")
              : NoReplyException.never(
                  "The provider answers with status " + status + said + ". Check [classifier]");
    };
  }

  /** How long the provider asks to be left alone: seconds, or until a date. */
  static Optional<Duration> wait(HttpResponse<?> response) {
    return response.headers().firstValue("retry-after").flatMap(Refusal::wait);
  }

  private static Optional<Duration> wait(String text) {
    if (text.matches("[0-9]{1,6}(\\.[0-9]{1,3})?")) {
      return Optional.of(Duration.ofMillis((long) Math.ceil(Double.parseDouble(text) * 1000)));
    }
    try {
      Duration until =
          Duration.between(
              Instant.now(),
              ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
      return until.isNegative()
          ? Optional.of(Duration.ZERO)
          : Optional.of(until.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : until);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
