package dev.paddock.bash;

import java.util.List;

/** Statements, one after the other. */
public record Script(List<Statement> statements) {
  /** Keeps statements that nobody changes. */
  public Script {
    statements = List.copyOf(statements);
  }
}
