package dev.paddock.home;

import dev.paddock.home.Boundary.Answer;
import dev.paddock.home.HomeEntry.DotfileEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the owner's small files, and gives those as they are that are known to be harmless. */
final class OwnFiles {
  private static final int EXECUTABLE = 0100;
  private static final int PLAIN_MODE = 0644;

  private final HomeRequest request;
  private final Boundary boundary;
  private final Places places;
  private final SecretDetector detector;
  private final Path skeleton;
  private final List<String> notices;

  /**
   * Makes it.
   *
   * @param skeleton the system's start files for new users, nearly always /etc/skel
   */
  OwnFiles(
      HomeRequest request,
      Boundary boundary,
      Places places,
      SecretDetector detector,
      Path skeleton,
      List<String> notices) {
    this.request = request;
    this.boundary = boundary;
    this.places = places;
    this.detector = detector;
    this.skeleton = skeleton;
    this.notices = notices;
  }

  /** Returns copies of the files that dotfiles.txt names. */
  List<HomeEntry> copies() {
    List<HomeEntry> entries = new ArrayList<>();
    for (List<String> row : TextTable.rows("dotfiles.txt")) {
      for (Path path : inHome(row.getFirst())) {
        harmless(path)
            .ifPresent(contents -> entries.add(new DotfileEntry(path, contents, mode(path))));
      }
    }
    return entries;
  }

  /**
   * Returns start files of the system's, never the owner's; where the system has none but the owner
   * does, an empty one, so that no shell takes the owner for a new user.
   */
  List<HomeEntry> startFiles() {
    List<HomeEntry> entries = new ArrayList<>();
    List<String> withheld = new ArrayList<>();
    for (String name : TextTable.lines("start-files.txt")) {
      Path path = request.home().resolve(name);
      Optional<Contents> systems = systems(name);
      boolean owners = Files.exists(path);
      if (owners && !systems.equals(read(path).map(Contents::of))) {
        withheld.add("~/" + name);
      }
      systems
          .or(() -> owners ? Optional.of(Contents.of("")) : Optional.empty())
          .ifPresent(contents -> entries.add(new DotfileEntry(path, contents, PLAIN_MODE)));
    }
    if (!withheld.isEmpty()) {
      notices.add(
          "Start files are the system's, since one's own often export keys; to have yours, name "
              + String.join(", ", withheld)
              + " under [files] read in your profile.");
    }
    return entries;
  }

  /** Returns a file as it is, if it is regular, small, and nothing in it looks like a secret. */
  Optional<Contents> harmless(Path path) {
    return read(path)
        .map(Contents::of)
        .filter(
            contents -> {
              boolean secret = detector.findsIn(contents.text());
              if (secret) {
                refuse(path, "has something in it that looks like a secret");
              }
              return !secret;
            });
  }

  /** Reads a file of HOME; empty if it is not there, or with a notice if it must not be read. */
  Optional<byte[]> read(Path path) {
    return switch (boundary.file(path)) {
      case Answer.Absent() -> Optional.empty();
      case Answer.Refused(String reason) -> {
        refuse(path, reason);
        yield Optional.empty();
      }
      case Answer.Shown(Path source) -> {
        try {
          yield Optional.of(HostFile.read(source));
        } catch (IOException e) {
          refuse(path, "can't be read, or is longer than 256 KiB");
          yield Optional.empty();
        }
      }
    };
  }

  /** Returns the places in HOME that a word of a table means. */
  List<Path> inHome(String word) {
    return places.of(word).stream()
        .map(Places.Place::path)
        .filter(path -> path.startsWith(request.home()))
        .distinct()
        .toList();
  }

  /** Tells the owner that a file is not given. */
  void refuse(Path path, String reason) {
    String notice = path + " is not given: it " + reason + ".";
    if (!notices.contains(notice)) {
      notices.add(notice);
    }
  }

  private Optional<Contents> systems(String name) {
    Path file = skeleton.resolve(name);
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Contents.of(HostFile.read(file)));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static int mode(Path path) {
    return Files.isExecutable(path) ? PLAIN_MODE | EXECUTABLE : PLAIN_MODE;
  }
}
