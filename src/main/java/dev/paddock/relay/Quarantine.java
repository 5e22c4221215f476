package dev.paddock.relay;

import dev.paddock.git.NoSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/**
 * Where the objects of one push arrive: a repository of its own, which reads the mirror's objects
 * and has upstream's refs. Nothing of it reaches the mirror or upstream before it was decided.
 */
final class Quarantine implements AutoCloseable {
  static {
    NoSettings.please();
  }

  private final Path folder;
  private final Repository repository;

  /** Makes one, with the refs that every client is told of. */
  Quarantine(Path folder, Path mirror, UpstreamRefs upstream) throws IOException {
    this.folder = folder;
    create(folder, mirror);
    StringBuilder packed = new StringBuilder();
    Map<String, String> refs = new TreeMap<>(upstream.everyday());
    refs.forEach((ref, id) -> packed.append(id).append(' ').append(ref).append('\n'));
    Files.writeString(folder.resolve("packed-refs"), packed);
    if (upstream.head().startsWith("refs/heads/")) {
      Files.writeString(folder.resolve("HEAD"), "ref: " + upstream.head() + "\n");
    }
    repository = open(folder);
  }

  /** Makes an empty repository that reads the mirror's objects. */
  static void create(Path folder, Path mirror) throws IOException {
    BareRepository.create(folder);
    Files.writeString(folder.resolve("objects/info/alternates"), mirror.resolve("objects") + "\n");
  }

  /** Opens a repository of Paddock's own. */
  static Repository open(Path folder) throws IOException {
    return new FileRepositoryBuilder().setGitDir(folder.toFile()).setBare().build();
  }

  Path folder() {
    return folder;
  }

  Repository repository() {
    return repository;
  }

  /** Deletes it. */
  @Override
  public void close() throws IOException {
    repository.close();
    BareRepository.delete(folder);
  }
}
