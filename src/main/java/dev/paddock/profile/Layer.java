package dev.paddock.profile;

/** Who says something about the profile, in the order in which the layers are applied. */
public enum Layer {
  /** What Paddock ships. */
  DEFAULT("default"),
  /** The organisation's file, root's. */
  ORGANISATION("organisation"),
  /** The user's own files. */
  USER("user"),
  /** The project's file. */
  PROJECT("project"),
  /** The command line. */
  FLAGS("flags"),
  /** The agents' own permission rules on this machine; they only narrow. */
  PERMISSIONS("permissions");

  private final String label;

  Layer(String label) {
    this.label = label;
  }

  /** Returns the layer's name as people read it. */
  public String label() {
    return label;
  }
}
