package dev.paddock.classifier;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** Puts one question to a provider, once. Thread-safe. */
final class ModelClient {
  private static final int LARGEST_ANSWER = 2 * 1024 * 1024;
  private static final int LONGEST_MESSAGE = 200;
  private static final Duration CONNECTING = Duration.ofSeconds(10);

  private final ModelSettings settings;
  private final Dialect dialect;
  private final URI address;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(CONNECTING)
          .build();
  private volatile Dialect.Quirks quirks = new Dialect.Quirks(true, true);

  ModelClient(ModelSettings settings) {
    this.settings = settings;
    this.dialect = Dialect.of(settings.provider());
    this.address = dialect.address(settings.base());
  }

  Dialect dialect() {
    return dialect;
  }

  /**
   * Asks, and waits for all of the answer.
   *
   * @param patience at most so long, also for an answer that comes in drops
   */
  Completion ask(Dialect.Question question, Optional<String> key, Duration patience)
      throws NoReplyException, InterruptedException {
    HttpResponse<byte[]> response = send(request(question, key), patience);
    if (response.statusCode() == 200) {
      return completion(response);
    }
    String told = told(response, key);
    throw learned(response.statusCode(), told)
        ? NoReplyException.later("The model does not take a setting", Optional.of(Duration.ZERO))
        : Refusal.of(response, told);
  }

  private HttpRequest request(Dialect.Question question, Optional<String> key)
      throws NoReplyException {
    if (key.isEmpty() && dialect.needsKey()) {
      throw NoReplyException.never(
          "The classifier has no key. Say where it is kept: [classifier] key = \"env:NAME\"");
    }
    if (key.filter(value -> !value.matches("[!-~]{1,4096}")).isPresent()) {
      // The JDK would name the key in its message.
      throw NoReplyException.never(
          "The classifier's key has characters that no key has. Keep the key alone where it is"
              + " kept");
    }
    String body = Json.written(dialect.body(settings.model(), question, quirks));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .header("content-type", "application/json")
            .header("accept", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8));
    dialect.headers(key).forEach(request::header);
    return request.build();
  }

  private HttpResponse<byte[]> send(HttpRequest request, Duration patience)
      throws NoReplyException, InterruptedException {
    if (!patience.isPositive()) {
      throw NoReplyException.never(late());
    }
    CompletableFuture<HttpResponse<byte[]>> answer =
        http.sendAsync(
            request,
            HttpResponse.BodyHandlers.limiting(
                HttpResponse.BodyHandlers.ofByteArray(), LARGEST_ANSWER));
    try {
      return answer.get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw NoReplyException.charged(late(), NoReplyException.Retry.NEVER);
    } catch (ExecutionException e) {
      throw failed(Objects.requireNonNullElse(e.getCause(), e));
    } finally {
      answer.cancel(true);
    }
  }

  private String late() {
    return "The model's whole answer did not come within "
        + settings.timeout().toSeconds()
        + " s. Try again later, or raise [classifier] timeout";
  }

  private NoReplyException failed(Throwable cause) {
    String where = address.getHost();
    return switch (cause) {
      case HttpConnectTimeoutException _ ->
          NoReplyException.later(
              where + " does not answer. Is the network up, and [classifier] base_url right?",
              Optional.empty());
      case ConnectException _ ->
          NoReplyException.never(
              "No connection to "
                  + where
                  + " can be made. Is the network, or the local server, up, and [classifier]"
                  + " base_url right?");
      case SSLException _ ->
          NoReplyException.never(
              "The connection to "
                  + where
                  + " is not trusted, so nothing was sent. Is [classifier] base_url right, and its"
                  + " certificate known to Java?");
      case IOException _ ->
          NoReplyException.charged(
              "The connection to "
                  + where
                  + " ended before the whole answer was there, or the answer is larger than 2 MiB",
              NoReplyException.Retry.LATER);
      default ->
          NoReplyException.never(
              "Asking the model failed (" + cause.getClass().getSimpleName() + ")");
    };
  }

  private Completion completion(HttpResponse<byte[]> response) throws NoReplyException {
    String type = response.headers().firstValue("content-type").orElse("").toLowerCase(Locale.ROOT);
    String body = new String(response.body(), StandardCharsets.UTF_8);
    Optional<Completion> completion =
        type.startsWith("application/json")
            ? Json.read(body).flatMap(dialect::read)
            : type.startsWith("text/event-stream")
                ? dialect.readEvents(ServerEvents.data(body))
                : Optional.empty();
    return completion.orElseThrow(
        () ->
            NoReplyException.charged(
                "What "
                    + address.getHost()
                    + " answered is not in the form of its interface. Is [classifier] base_url"
                    + " right, and the provider?",
                NoReplyException.Retry.NEVER));
  }

  /** The provider's own words about an error: short, on a line, without the key. */
  private static String told(HttpResponse<byte[]> response, Optional<String> key) {
    String body = new String(response.body(), StandardCharsets.UTF_8);
    String message =
        Json.read(body)
            .map(node -> node.path("error"))
            .map(error -> error.path("message").asString(error.asString("")))
            .orElse("");
    String clean = key.map(value -> message.replace(value, KnownSecrets.MARK)).orElse(message);
    return Cut.end(Visible.line(KnownSecrets.removed(clean)), LONGEST_MESSAGE);
  }

  /** Whether the error tells that this model does not take something, which is then left out. */
  private boolean learned(int status, String told) {
    if (status != 400) {
      return false;
    }
    Dialect.Quirks before = quirks;
    if (before.temperature() && told.contains("temperature")) {
      quirks = new Dialect.Quirks(false, before.oldLimit());
    } else if (before.oldLimit() && told.contains("max_completion_tokens")) {
      quirks = new Dialect.Quirks(before.temperature(), false);
    }
    return !quirks.equals(before);
  }
}
