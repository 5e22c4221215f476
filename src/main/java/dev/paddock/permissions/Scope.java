package dev.paddock.permissions;

import java.util.Locale;

/** Who wrote a file of permission rules. */
public enum Scope {
  /** Whoever administers the machine. */
  MANAGED,
  /** The person whose HOME it is in. */
  USER,
  /** The project, which may be anybody's. */
  PROJECT,
  /** In the project too, and meant for one machine; a repository can bring one all the same. */
  LOCAL;

  /** Tells whether its allow lines count. */
  public boolean mayAllow() {
    return this == MANAGED || this == USER;
  }

  /** Returns its name as people read it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
