package dev.paddock.egress;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The head of an HTTP/1 request, which nobody can read in two ways.
 *
 * @param request what it asks for
 * @param minor the version's second number, 0 or 1
 * @param framing how long its body is
 */
public record Http1Head(RequestHead request, int minor, Framing framing) {
  /** How a body ends (RFC 9112 6). */
  public sealed interface Framing {
    /** After so many bytes. */
    record Length(long bytes) implements Framing {}

    /** After a chunk of no length. */
    record Chunked() implements Framing {}
  }

  /** Whether there are bytes behind the head. */
  public boolean hasBody() {
    return !framing.equals(new Framing.Length(0));
  }

  /** Whether the client wants to send another request afterwards (RFC 9112 9.3). */
  public boolean keepsAlive() {
    List<String> options = connectionOptions();
    return !options.contains("close") && (minor == 1 || options.contains("keep-alive"));
  }

  /** Whether the client asks for another protocol, other than HTTP/2 (RFC 9110 7.8). */
  boolean upgrades() {
    return minor == 1
        && request.method().equals("GET")
        && !hasBody()
        && connectionOptions().contains("upgrade")
        && !upgrade().isEmpty();
  }

  /** The protocols that it asks for, without HTTP/2. */
  List<String> upgrade() {
    return values("Upgrade")
        .filter(name -> !name.toLowerCase(Locale.ROOT).startsWith("h2"))
        .toList();
  }

  /** The options of its Connection headers, in lower case. */
  List<String> connectionOptions() {
    return values("Connection").map(option -> option.toLowerCase(Locale.ROOT)).toList();
  }

  private Stream<String> values(String name) {
    return request.fields().stream()
        .filter(field -> field.is(name))
        .flatMap(field -> Arrays.stream(field.value().split(",", -1)))
        .map(String::strip)
        .filter(value -> !value.isEmpty());
  }
}
