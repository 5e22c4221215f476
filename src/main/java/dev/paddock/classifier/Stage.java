package dev.paddock.classifier;

/** What is asked about a submission; only the last instruction differs. */
public enum Stage {
  /** Yes or no, erring towards yes: is it to be looked at? */
  GLANCE("glance.md"),
  /** Reasoning, then a verdict. */
  WEIGH("weigh.md"),
  /** Reasoning about what a helper did, then a verdict. */
  REVIEW("review.md");

  private final String instruction;

  Stage(String resource) {
    this.instruction = Resource.text(resource).strip();
  }

  /** The last thing that the model is told. */
  String instruction() {
    return instruction;
  }
}
