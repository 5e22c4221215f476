package dev.paddock.permissions;

import java.util.List;

/** Every command. */
record AnyCommand() implements CommandPattern {
  @Override
  public Certainty mayMatch(List<String> words) {
    return Certainty.YES;
  }

  @Override
  public boolean matchesExactly(List<String> words) {
    return true;
  }
}
