package dev.paddock.certificates;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Where machines keep the certificates that they trust; see the resource's own header.
 *
 * @param bundles files of PEM certificates, the most important first
 * @param directories certificates by hash of their subject
 */
record TrustLocations(List<Path> bundles, List<Path> directories) {
  /** Reads the table that comes with Paddock. */
  static TrustLocations read() {
    List<Path> bundles = new ArrayList<>();
    List<Path> directories = new ArrayList<>();
    for (Map.Entry<String, String> row : TrustTable.rows("trust-locations.txt")) {
      switch (row.getKey()) {
        case "bundle" -> bundles.add(Path.of(row.getValue()));
        case "directory" -> directories.add(Path.of(row.getValue()));
        default -> throw new IllegalStateException("Neither bundle nor directory: " + row);
      }
    }
    return new TrustLocations(List.copyOf(bundles), List.copyOf(directories));
  }
}
