package dev.paddock.shell;

/** What one program does. Stateless. */
@FunctionalInterface
interface CommandModel {
  /** Tells what a call does; returns what it prints. */
  Flow run(Invocation call);
}
