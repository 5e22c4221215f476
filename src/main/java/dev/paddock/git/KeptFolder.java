package dev.paddock.git;

import dev.paddock.linux.UntrustedFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What Paddock knows of one session's copy of a git folder, on disk, so that it is still known when
 * every process was killed.
 *
 * @param place Paddock's own folder for it, outside of what is mounted
 * @param host the git folder outside
 * @param copy the session's, which a session may have changed in any way
 */
record KeptFolder(Path place, Path host, Path copy) {
  private static final String RECORD = "record";
  private static final String BASELINE = "baseline";
  private static final int LARGEST = 1 << 30;
  private static final String BEGAN = "began";
  private static final String CONFIG = "config";

  /** Writes what was just copied as known and agreed upon. */
  static KeptFolder begin(Path place, Path host, Path copy, Baseline baseline) throws IOException {
    KeptFolder kept = new KeptFolder(place, host, copy);
    Files.createDirectories(place.resolve("index"));
    kept.write(RECORD, host + "\n" + copy + "\n");
    kept.write(BEGAN, baseline.text());
    kept.beginWithSettings();
    kept.agree(baseline);
    for (String worktree : baseline.heads().keySet()) {
      kept.agreeOnIndex(worktree, copy.resolve(Baseline.in(worktree, "index")));
    }
    return kept;
  }

  /** Reads all of a session's; an incomplete one is left out: its session never began. */
  static List<KeptFolder> list(Path session) throws IOException {
    List<KeptFolder> all = new ArrayList<>();
    try (Stream<Path> places = Files.list(session)) {
      for (Path place : places.sorted().toList()) {
        if (Files.isRegularFile(place.resolve(BASELINE), LinkOption.NOFOLLOW_LINKS)) {
          List<String> lines = Files.readAllLines(place.resolve(RECORD), StandardCharsets.UTF_8);
          all.add(new KeptFolder(place, Path.of(lines.get(0)), Path.of(lines.get(1))));
        }
      }
    }
    return all;
  }

  Baseline baseline() throws IOException {
    return Baseline.parse(Files.readString(place.resolve(BASELINE), StandardCharsets.UTF_8));
  }

  /** Returns how it was when the session began. */
  Baseline began() throws IOException {
    return Baseline.parse(Files.readString(place.resolve(BEGAN), StandardCharsets.UTF_8));
  }

  /** Keeps the copy's configuration as the one that the session begins with. */
  void beginWithSettings() throws IOException {
    Files.copy(copy.resolve(CONFIG), place.resolve(CONFIG), StandardCopyOption.REPLACE_EXISTING);
  }

  /** Keeps what both sides agree upon now. */
  void agree(Baseline baseline) throws IOException {
    write(BASELINE, baseline.text());
  }

  /** Returns the index that both sides had last. */
  Optional<Path> agreedIndex(String worktree) {
    Path file = index(worktree);
    return Files.exists(file) ? Optional.of(file) : Optional.empty();
  }

  /** Keeps an index as what both sides have. */
  void agreeOnIndex(String worktree, Path file) throws IOException {
    if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      Path temporary = place.resolve("index.new");
      Files.copy(file, temporary, StandardCopyOption.REPLACE_EXISTING, LinkOption.NOFOLLOW_LINKS);
      Files.move(temporary, index(worktree), StandardCopyOption.ATOMIC_MOVE);
    }
  }

  /**
   * Tells whether neither an index nor the configuration has changed, byte for byte; then JGit need
   * not even be loaded.
   */
  boolean isUntouched(UntrustedFolder folder, Baseline agreed) throws IOException {
    boolean untouched = isSame(folder, CONFIG, Optional.of(place.resolve(CONFIG)));
    for (String worktree : agreed.heads().keySet()) {
      untouched &= isSame(folder, Baseline.in(worktree, "index"), agreedIndex(worktree));
    }
    return untouched;
  }

  private static boolean isSame(UntrustedFolder folder, String file, Optional<Path> ours)
      throws IOException {
    Optional<byte[]> theirs = folder.read(file, LARGEST);
    if (ours.isPresent() && theirs.isPresent()) {
      return Arrays.equals(theirs.get(), Files.readAllBytes(ours.get()));
    }
    return ours.isPresent() == theirs.isPresent();
  }

  private Path index(String worktree) {
    return place.resolve("index").resolve(worktree.isEmpty() ? "main" : worktree.replace('/', ':'));
  }

  private void write(String name, String text) throws IOException {
    Path temporary = place.resolve("." + name + ".new");
    Files.writeString(temporary, text, StandardCharsets.UTF_8);
    Files.move(temporary, place.resolve(name), StandardCopyOption.ATOMIC_MOVE);
  }
}
