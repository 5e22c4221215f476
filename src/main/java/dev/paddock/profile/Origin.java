package dev.paddock.profile;

/**
 * Where an effective entry comes from.
 *
 * @param file the file as people know it; for flags the flag's name
 * @param line counted from 1; 0 if there is none
 */
public record Origin(Layer layer, String file, int line) {
  /**
   * Returns the shortest text that lets a person find the entry: {@code default}, {@code
   * /etc/paddock/profile.toml:4} or {@code --allow}. Control characters are escaped.
   */
  public String display() {
    return switch (layer) {
      case DEFAULT -> "default";
      case FLAGS -> Printable.escape(file);
      case ORGANISATION, USER, PROJECT, PERMISSIONS -> Printable.escape(file) + ":" + line;
    };
  }
}
