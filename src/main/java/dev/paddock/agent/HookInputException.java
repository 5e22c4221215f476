package dev.paddock.agent;

/** A hook said what can't be understood. The message is for people and agents. */
public final class HookInputException extends Exception {
  HookInputException(String message) {
    super(message);
  }
}
