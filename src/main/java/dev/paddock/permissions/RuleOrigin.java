package dev.paddock.permissions;

import dev.paddock.profile.Layer;
import dev.paddock.profile.Origin;
import dev.paddock.profile.Printable;

/**
 * Which line a rule is from.
 *
 * @param line counted from 1
 * @param path where in a JSON or TOML file, {@code permissions.deny[2]} say; else empty
 * @param text the rule as it was written
 */
public record RuleOrigin(PermissionFile file, int line, String path, String text) {
  /** Returns the place as the profile tells places. */
  public Origin origin() {
    return new Origin(Layer.PERMISSIONS, file.file().toString(), line);
  }

  /** Returns the rule and its place, safe to print. */
  public String display() {
    return Printable.quote(text) + " in " + origin().display();
  }
}
