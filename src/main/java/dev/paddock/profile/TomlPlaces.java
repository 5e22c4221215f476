package dev.paddock.profile;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tomlj.TomlArray;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/** Knows where in a TOML file each key and each entry of a list is. */
record TomlPlaces(String file, SourceText text) {
  /** Returns a key's value; a dot in the key has no meaning. */
  static @Nullable Object get(TomlTable table, String key) {
    return table.get(List.of(key));
  }

  /** Returns the place of a key, or of the header of its section. */
  Position of(TomlTable table, String key) {
    TomlPosition at = table.inputPositionOf(List.of(key));
    return at == null ? Position.wholeOf(file) : new Position(file, at.line(), at.column());
  }

  /** Returns the place of an entry; tomlj's is behind the comma, perhaps lines above. */
  Position ofElement(TomlArray array, int index) {
    TomlPosition at = array.inputPositionOf(index);
    return text.nextValue(new Position(file, at.line(), at.column()));
  }
}
