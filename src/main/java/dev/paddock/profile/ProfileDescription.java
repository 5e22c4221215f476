package dev.paddock.profile;

import java.util.List;
import java.util.Map;

/** Shows a profile, and where each entry of it comes from. */
public final class ProfileDescription {
  private ProfileDescription() {}

  /**
   * Returns lines for people: valid TOML, with the origin of each entry as a comment. Where a host
   * has several rules, all but the first are comments, since TOML has no section twice.
   */
  public static List<String> toml(LoadedProfile loaded) {
    return new TomlDescription().describe(loaded);
  }

  /**
   * Returns the same for programs: maps, lists, strings, numbers and no null, in a fixed order.
   * Every entry is a map with its {@code value}, {@code layer}, {@code file} and {@code line}.
   */
  public static Map<String, Object> data(LoadedProfile loaded) {
    return DataDescription.describe(loaded);
  }
}
