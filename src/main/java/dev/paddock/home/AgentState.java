package dev.paddock.home;

import dev.paddock.home.HomeEntry.FixedFileEntry;
import dev.paddock.home.HomeEntry.StateEntry;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The folders that an agent keeps between sessions, and the owner's instructions to it.
 *
 * <p>The folders are Paddock's, {@code STATE/agents/NAME/PLACE}. A session may have written
 * anything into them, so nothing in them is read, and no link in them is followed.
 */
final class AgentState {
  private static final FileAttribute<Set<PosixFilePermission>> PRIVATE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private final HomeRequest request;
  private final OwnFiles files;
  private final List<String> notices;

  AgentState(HomeRequest request, OwnFiles files, List<String> notices) {
    this.request = request;
    this.files = files;
    this.notices = notices;
  }

  /** Returns the entries of the agent that the command starts; none for any other command. */
  List<HomeEntry> find() {
    List<HomeEntry> entries = new ArrayList<>();
    String agent = agent();
    for (List<String> row : TextTable.rows("agents.txt")) {
      if (row.getFirst().equals(agent)) {
        switch (row.get(1)) {
          case "state" -> state(agent, row.get(2)).ifPresent(entries::add);
          case "read" -> instructions(agent, row.get(2)).ifPresent(entries::add);
          default -> throw new IllegalStateException("agents.txt: " + row);
        }
      }
    }
    return entries;
  }

  private String agent() {
    String program = request.command().isEmpty() ? "" : request.command().getFirst();
    return program.substring(program.lastIndexOf('/') + 1);
  }

  private Optional<HomeEntry> state(String agent, String place) {
    try {
      return Optional.of(new StateEntry(request.home().resolve(place), source(agent, place)));
    } catch (IOException e) {
      notices.add(
          agent
              + " starts without what it kept from earlier sessions: "
              + request.stateDirectory().resolve("agents")
              + " is no folder that Paddock can write. Make it one, yours and with mode 700.");
      return Optional.empty();
    }
  }

  private Optional<HomeEntry> instructions(String agent, String place) {
    Optional<Contents> contents = files.harmless(request.home().resolve(place));
    if (contents.isEmpty()) {
      return Optional.empty();
    }
    Path path = Path.of(place);
    try {
      keepPlace(source(agent, String.valueOf(path.getParent())).resolve(path.getFileName()));
      return Optional.of(new FixedFileEntry(request.home().resolve(place), contents.get()));
    } catch (IOException e) {
      notices.add(
          "Your ~/"
              + place
              + " is not given: an earlier session has put something else at its place. Look at it"
              + " under "
              + request.stateDirectory().resolve("agents").resolve(agent)
              + " and remove it.");
      return Optional.empty();
    }
  }

  /** A mount needs a regular file to lie over; a planted link would send it elsewhere. */
  private static void keepPlace(Path file) throws IOException {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      Files.deleteIfExists(file);
      Files.createFile(file);
    }
  }

  private Path source(String agent, String place) throws IOException {
    Path state = request.stateDirectory();
    Files.createDirectories(state, PRIVATE);
    Path at = state.toRealPath();
    for (Path name : Path.of("agents", agent).resolve(place)) {
      at = at.resolve(name);
      try {
        Files.createDirectory(at, PRIVATE);
      } catch (FileAlreadyExistsException e) {
        if (!Files.isDirectory(at, LinkOption.NOFOLLOW_LINKS)) {
          throw e;
        }
      }
    }
    return at;
  }
}
