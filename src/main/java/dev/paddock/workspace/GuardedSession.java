package dev.paddock.workspace;

import java.util.List;

/**
 * A project with a session in it, from {@link WorkspaceGuard#open} to {@link #close}. If the
 * process ends before, the next session in the project does what {@code close} would have done.
 */
public final class GuardedSession {
  private final WorkspaceGuard guard;
  private final SessionRecord record;
  private final SessionLock lock;
  private final Inventory inventory;
  private final PathCondition lifted;
  private final int separated;
  private final List<QuarantineReport> swept;

  GuardedSession(
      WorkspaceGuard guard,
      SessionRecord record,
      SessionLock lock,
      Inventory inventory,
      PathCondition lifted,
      int separated,
      List<QuarantineReport> swept) {
    this.guard = guard;
    this.record = record;
    this.lock = lock;
    this.inventory = inventory;
    this.lifted = lifted;
    this.separated = separated;
    this.swept = List.copyOf(swept);
  }

  /** Returns the session's name, under which its quarantine is listed. */
  public String id() {
    return record.id();
  }

  /** Returns what has to be read-only, hidden or writable inside. */
  public Inventory inventory() {
    return inventory;
  }

  /** Returns how many hard-linked files were given a copy of their own, for a notice. */
  public int separated() {
    return separated;
  }

  /** Returns what sessions that were killed had left and was taken now, for a notice. */
  public List<QuarantineReport> swept() {
    return swept;
  }

  /**
   * Takes what the session left. To be called once, when nothing of the session runs any more.
   *
   * @throws WorkspaceException if the project can't be looked through; the record is kept then, and
   *     the next session in the project tries again
   */
  public QuarantineReport close() {
    return guard.end(record, lock, lifted);
  }
}
