package dev.paddock.certificates;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the machine trusts, and what the caller does, as files: all that a plan needs to know of the
 * world.
 *
 * @param bundles PEM files by their real path, the most important first
 * @param directories certificates by hash: real path and names
 * @param javaStores Java trust stores by their real path, as JKS
 * @param own the files to which the caller's variables lead, by variable
 * @param builtIn what this JDK trusts, as PEM; looked up only if there is no bundle
 * @param notices what could not be read, and what follows
 */
record TrustMachine(
    Map<String, byte[]> bundles,
    Map<String, Set<String>> directories,
    Map<String, byte[]> javaStores,
    Map<String, OwnFile> own,
    byte[] builtIn,
    List<String> notices) {
  /** Far above any bundle, far below what would fill the session's memory. */
  private static final long LARGEST = 16 << 20;

  /**
   * A JDK takes the first of each folder that exists (JSSE reference guide); 8 has a JRE inside.
   */
  private static final List<String> JAVA_STORES =
      List.of(
          "lib/security/jssecacerts",
          "lib/security/cacerts",
          "jre/lib/security/jssecacerts",
          "jre/lib/security/cacerts");

  /** A file of certificates that the caller has chosen. */
  record OwnFile(String realPath, byte[] certificates) {}

  static TrustMachine read(TrustRequest request, TrustLocations locations) {
    List<String> notices = new ArrayList<>();
    Map<String, byte[]> bundles = bundles(locations);
    return new TrustMachine(
        bundles,
        directories(locations),
        javaStores(request, notices),
        own(request.environment(), notices),
        bundles.isEmpty() ? builtIn(notices) : new byte[0],
        List.copyOf(notices));
  }

  static Map<String, byte[]> bundles(TrustLocations locations) {
    Map<String, byte[]> bundles = new LinkedHashMap<>();
    for (Path path : locations.bundles()) {
      try {
        Path real = path.toRealPath();
        if (!bundles.containsKey(real.toString())) {
          bundles.put(real.toString(), content(real));
        }
      } catch (IOException e) {
        // Most of them are not there; one that the caller can't read nobody inside can.
      }
    }
    return bundles;
  }

  /** Reads a file of certificates; anything else in it is left out. */
  static OwnFile ownFile(String path) throws IOException {
    Path real = Path.of(path).toRealPath();
    byte[] certificates = TrustPem.certificates(content(real));
    if (certificates.length == 0) {
      throw new IOException("no PEM certificate is in it");
    }
    return new OwnFile(real.toString(), certificates);
  }

  private static Map<String, Set<String>> directories(TrustLocations locations) {
    Map<String, Set<String>> directories = new LinkedHashMap<>();
    for (Path path : locations.directories()) {
      try {
        Path real = path.toRealPath();
        try (Stream<Path> files = Files.list(real)) {
          directories.put(
              real.toString(),
              files.map(file -> file.getFileName().toString()).collect(Collectors.toSet()));
        }
      } catch (IOException e) {
        // Not there, or no directory.
      }
    }
    return directories;
  }

  private static Map<String, byte[]> javaStores(TrustRequest request, List<String> notices) {
    TrustJavaStoreCache cache = new TrustJavaStoreCache(request.cache());
    Map<String, byte[]> stores = new LinkedHashMap<>();
    for (Path home : request.javaHomes()) {
      for (String name : JAVA_STORES) {
        Path path = home.resolve(name);
        if (!Files.isRegularFile(path)) {
          continue;
        }
        try {
          Path real = path.toRealPath();
          if (!stores.containsKey(real.toString())) {
            stores.put(real.toString(), cache.jks(real, content(real)));
          }
        } catch (IOException e) {
          notices.add(
              "Java programs of "
                  + home
                  + " will not trust hosts that are read: "
                  + path
                  + " can't be read as a trust store ("
                  + e.getMessage()
                  + ")");
        }
      }
    }
    return stores;
  }

  private static Map<String, OwnFile> own(Map<String, String> environment, List<String> notices) {
    Map<String, OwnFile> own = new HashMap<>();
    for (TrustVariable variable : TrustVariable.read()) {
      String value = environment.getOrDefault(variable.name(), "");
      if (!variable.kind().isFile() || value.isEmpty()) {
        continue;
      }
      try {
        own.put(variable.name(), ownFile(value));
      } catch (IOException | RuntimeException e) {
        notices.add(
            variable.name()
                + " leads to "
                + value
                + ", which can't be used ("
                + e.getMessage()
                + "). Correct it or unset it");
      }
    }
    return own;
  }

  private static byte[] builtIn(List<String> notices) {
    try {
      return TrustPem.of(HostTrust.builtIn());
    } catch (GeneralSecurityException e) {
      notices.add(
          "This machine has no certificates, and the JDK's can't be read: " + e.getMessage());
      return new byte[0];
    }
  }

  private static byte[] content(Path file) throws IOException {
    if (!Files.isRegularFile(file) || Files.size(file) > LARGEST) {
      throw new IOException("no ordinary file, or too large");
    }
    return Files.readAllBytes(file);
  }
}
