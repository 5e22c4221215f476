package dev.paddock.inspection;

/** Looks for one kind of thing in a text, in time proportional to it. Never throws. */
@FunctionalInterface
interface Detector {
  /** Looks through the text and tells what it finds. */
  void look(String text, Findings findings);
}
