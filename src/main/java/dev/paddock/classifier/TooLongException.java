package dev.paddock.classifier;

/** Something can't be shown to a model without leaving out what must be seen. */
final class TooLongException extends Exception {
  TooLongException(String message) {
    super(message);
  }
}
