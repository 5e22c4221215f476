package dev.paddock.profile;

import java.util.List;

/**
 * A profile and how it came about.
 *
 * @param notices what layers asked for and did not get
 * @param layers what was looked for, in the order in which it was applied
 */
public record LoadedProfile(Profile profile, List<Notice> notices, List<LayerState> layers) {
  /** Keeps lists that nobody changes. */
  public LoadedProfile {
    notices = List.copyOf(notices);
    layers = List.copyOf(layers);
  }
}
