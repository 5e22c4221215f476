package dev.paddock.permissions;

/** Whose permission rules a file holds. */
public enum Agent {
  CLAUDE("Claude Code"),
  CODEX("Codex"),
  GEMINI("Gemini CLI");

  private final String label;

  Agent(String label) {
    this.label = label;
  }

  /** Returns its name as people know it. */
  public String label() {
    return label;
  }
}
