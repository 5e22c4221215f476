package dev.paddock.relay;

import dev.paddock.relay.RelayEvents.RefChange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Held pushes on disk: for each a folder with its objects and {@code push.json}. A push is there
 * when its {@code push.json} is, which is written last. Works across processes.
 */
final class HeldStore {
  private static final String LETTERS = "bcdfghjkmnpqrstvwxz";
  private static final int ID_LENGTH = 6;
  private static final JsonMapper JSON = new JsonMapper();

  private final Path folder;
  private final SecureRandom random = new SecureRandom();

  HeldStore(Path folder) {
    this.folder = folder;
  }

  /** What is on disk. The URL may hold a key: it is told to nobody. */
  record Entry(HeldPush push, String url, boolean local) {}

  /** Keeps a push; one that is held already keeps its id. */
  HeldPush keep(
      Quarantine quarantine,
      Path mirror,
      Upstream upstream,
      String session,
      List<RefChange> changes,
      List<Finding> findings)
      throws IOException {
    for (Entry entry : all()) {
      if (entry.url().equals(upstream.url()) && entry.push().changes().equals(changes)) {
        return entry.push();
      }
    }
    String id = newId();
    Path place = folder.resolve(id);
    Quarantine.create(repository(id), mirror);
    BareRepository.shareObjects(
        quarantine.folder().resolve("objects"), repository(id).resolve("objects"));
    HeldPush push = new HeldPush(id, session, Instant.now(), upstream.name(), changes, findings);
    Path part = place.resolve("push.json.part");
    Files.write(part, JSON.writeValueAsBytes(new Entry(push, upstream.url(), upstream.local())));
    Files.move(part, place.resolve("push.json"), StandardCopyOption.ATOMIC_MOVE);
    return push;
  }

  /** Returns all, the oldest first. */
  List<Entry> all() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    List<Entry> entries = new ArrayList<>();
    try (Stream<Path> places = Files.list(folder)) {
      for (Path place : places.toList()) {
        find(place.getFileName().toString()).ifPresent(entries::add);
      }
    }
    entries.sort(Comparator.comparing(entry -> entry.push().time()));
    return List.copyOf(entries);
  }

  /** Finds one by its id. */
  Optional<Entry> find(String id) throws IOException {
    Path file = folder.resolve(id).resolve("push.json");
    if (!id.matches("[" + LETTERS + "]{" + ID_LENGTH + "}") || !Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readValue(Files.readAllBytes(file), Entry.class));
    } catch (JacksonException e) {
      throw new IOException(file + " can't be read; delete its folder if you don't need it", e);
    }
  }

  /** Returns where the objects of a held push are. */
  Path repository(String id) {
    return folder.resolve(id).resolve("repository");
  }

  /** Deletes one. */
  void drop(String id) throws IOException {
    Files.deleteIfExists(folder.resolve(id).resolve("push.json"));
    BareRepository.delete(folder.resolve(id));
  }

  private String newId() {
    StringBuilder id = new StringBuilder();
    while (id.length() < ID_LENGTH) {
      id.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return id.toString();
  }
}
