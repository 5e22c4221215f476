package dev.paddock.relay;

import java.util.List;

/** Is told what happens at the relay; must not block. Thread-safe. */
public interface RelayEvents {
  /** Something was fetched from a repository. */
  void fetched(String repository);

  /** A push was passed on; one entry for each ref. */
  void pushed(String repository, List<RefChange> changes);

  /**
   * A push is held until the owner allows it.
   *
   * @param id what the owner names it by
   */
  void held(String repository, String id, List<RefChange> changes, RelayRefusal why);

  /** Something was refused. */
  void refused(String repository, RelayRefusal why);

  /** The repository upstream, or the owner's git, did not do what it should. */
  void failed(String repository, String problem);

  /**
   * What a push does to one ref.
   *
   * @param oldId the id before, 40 zeros if there was none
   * @param newId the id after
   */
  record RefChange(String ref, String oldId, String newId) {}
}
