package dev.paddock.egress;

/** What was read is not what it should be; the message is a sentence for people. */
public final class MalformedException extends Exception {
  MalformedException(String message) {
    super(message);
  }
}
