package dev.paddock.egress;

/** What should be the beginning of a TLS connection is not; the message says what is wrong. */
final class MalformedHelloException extends Exception {
  MalformedHelloException(String message) {
    super(message);
  }
}
