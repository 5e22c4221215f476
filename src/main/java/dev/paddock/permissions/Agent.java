package dev.paddock.permissions;

/** Whose permission rules a file holds. */
public enum Agent {
  CLAUDE("Claude Code"),
  CODEX("Codex"),
  GEMINI("Gemini CLI"),
  /** No agent: the owner's own profile. */
  PADDOCK("Paddock");

  private final String label;

  Agent(String label) {
    this.label = label;
  }

  /** Returns its name as people know it. */
  public String label() {
    return label;
  }
}
