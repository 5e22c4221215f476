package dev.paddock.relay;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A copy of one repository upstream that is kept and reused, so that a large repository is
 * downloaded once. Sessions share it; a lock file keeps them apart. It is never served without
 * upstream having been asked what it has now.
 *
 * <p>What a session could fetch from it without a name ({@code allowAnySHA1InWant}, for partial
 * clones) came from upstream, or from the owner's own clone, which the session reads anyway.
 *
 * <p>Thread-safe.
 */
final class Mirror {
  private static final int MANY_PACKS = 40;
  private static final String DAMAGE =
      "(?is).*(bad object|corrupt|not a git repository|loose object|unable to read|missing (blob|tree|commit)"
          + "|did not send all necessary objects|bad pack|packfile .* cannot be accessed|inflate).*";

  private final OwnersGit git;
  private final Upstream upstream;
  private final Path folder;
  private final Path lock;
  private final PushLimits limits;
  private volatile UpstreamRefs seen = new UpstreamRefs(Map.of(), "");

  Mirror(OwnersGit git, Upstream upstream, Path mirrors, PushLimits limits) {
    this.git = git;
    this.upstream = upstream;
    this.limits = limits;
    String name = digest(upstream.url());
    this.folder = mirrors.resolve(name + ".git");
    this.lock = mirrors.resolve(name + ".lock");
  }

  /** Returns the bare repository. */
  Path folder() {
    return folder;
  }

  /** Asks upstream what it has, and fetches what is missing. */
  UpstreamRefs refresh() throws GitFailure {
    try {
      BareRepository.folder(folder.resolveSibling(""));
      try (MirrorLock _ = MirrorLock.of(lock)) {
        seen = refreshHeld();
        return seen;
      }
    } catch (IOException e) {
      throw new GitFailure("Paddock's mirror can't be written: " + e.getMessage());
    }
  }

  /**
   * Fetches refs that upstream has and that are not everyday ones, {@code refs/pull/12/head} say.
   */
  void fetchNamed(Collection<String> refs) throws GitFailure {
    Map<String, String> has = seen.ids();
    List<String> specs =
        refs.stream()
            .filter(ref -> has.containsKey(ref) && !UpstreamRefs.isEveryday(ref))
            .filter(ref -> !ref.startsWith("refs/paddock/"))
            .map(ref -> "+" + ref + ":" + ref)
            .toList();
    if (!specs.isEmpty()) {
      try (MirrorLock _ = MirrorLock.of(lock)) {
        fetch(specs);
      } catch (IOException e) {
        throw new GitFailure("Paddock's mirror can't be written: " + e.getMessage());
      }
    }
  }

  /** Takes what a push has brought upstream, and keeps the old tips under a name of their own. */
  void accept(Path pushed, List<RelayEvents.RefChange> changes, String keptAs) throws GitFailure {
    StringBuilder commands = new StringBuilder();
    for (RelayEvents.RefChange change : changes) {
      if (!isZero(change.oldId())) {
        String kept = "refs/paddock/old/" + keptAs + "/" + change.ref().substring("refs/".length());
        commands.append("update ").append(kept).append(' ').append(change.oldId()).append('\n');
      }
      if (UpstreamRefs.isEveryday(change.ref())) {
        commands.append("update ").append(change.ref()).append(' ').append(change.newId());
        commands.append('\n');
      }
    }
    try (MirrorLock _ = MirrorLock.of(lock)) {
      BareRepository.shareObjects(pushed.resolve("objects"), folder.resolve("objects"));
      git.local(folder, commands.toString(), limits.quick(), "update-ref", "--stdin").orFail();
    } catch (IOException e) {
      throw new GitFailure("Paddock's mirror can't be written: " + e.getMessage());
    }
  }

  private UpstreamRefs refreshHeld() throws GitFailure, IOException {
    String listed =
        git.ask(
                lookingFolder(),
                upstream,
                limits.quick(),
                "ls-remote",
                "--symref",
                "--quiet",
                OwnersGit.REMOTE)
            .orFail();
    UpstreamRefs there = UpstreamRefs.parse(listed);
    try {
      bringUpToDate(there);
    } catch (GitFailure e) {
      if (!String.valueOf(e.getMessage()).matches(DAMAGE)) {
        throw e;
      }
      BareRepository.delete(folder);
      make(false);
      bringUpToDate(there);
    }
    return there;
  }

  private Path lookingFolder() throws IOException, GitFailure {
    if (!Files.exists(folder.resolve("HEAD"))) {
      BareRepository.delete(folder);
      make(true);
    }
    return folder;
  }

  private void make(boolean seeded) throws IOException, GitFailure {
    BareRepository.create(folder);
    if (seeded && upstream.objects().isPresent()) {
      MirrorSeed.plant(git, upstream.objects().get(), folder, limits);
    }
  }

  private void bringUpToDate(UpstreamRefs there) throws GitFailure, IOException {
    Map<String, String> here = own();
    Map<String, String> everyday = new TreeMap<>(here);
    everyday.keySet().removeIf(ref -> !UpstreamRefs.isEveryday(ref));
    if (!everyday.equals(there.everyday())) {
      fetch(
          List.of(
              "+refs/heads/*:refs/heads/*",
              "+refs/tags/*:refs/tags/*",
              "+refs/notes/*:refs/notes/*"));
    }
    forget(here, there);
    String head = there.head();
    if (!head.isEmpty()) {
      Files.writeString(
          folder.resolve("HEAD"), (head.startsWith("refs/") ? "ref: " + head : head) + "\n");
    }
    if (packs() > MANY_PACKS) {
      git.local(folder, "", limits.transfer(), "repack", "--geometric=2", "-d", "-q").orFail();
    }
  }

  /** Refs that were fetched by name are dropped when upstream moves them, and asked for anew. */
  private void forget(Map<String, String> here, UpstreamRefs there) throws GitFailure {
    StringBuilder commands = new StringBuilder();
    here.forEach(
        (ref, id) -> {
          boolean seed = ref.startsWith(MirrorSeed.REFS);
          boolean other = !UpstreamRefs.isEveryday(ref) && !ref.startsWith("refs/paddock/");
          if (seed || (other && !id.equals(there.ids().get(ref)))) {
            commands.append("delete ").append(ref).append('\n');
          }
        });
    if (!commands.isEmpty()) {
      git.local(folder, commands.toString(), limits.quick(), "update-ref", "--stdin").orFail();
    }
  }

  private void fetch(List<String> specs) throws GitFailure {
    List<String> command =
        new ArrayList<>(
            List.of(
                "fetch",
                "--quiet",
                "--prune",
                "--no-tags",
                "--force",
                "--no-write-fetch-head",
                "--no-auto-maintenance",
                OwnersGit.REMOTE));
    command.addAll(specs);
    git.ask(folder, upstream, limits.transfer(), command.toArray(String[]::new)).orFail();
  }

  private Map<String, String> own() throws GitFailure {
    Map<String, String> refs = new TreeMap<>();
    git.local(folder, "", limits.quick(), "for-each-ref", "--format=%(objectname) %(refname)")
        .orFail()
        .lines()
        .forEach(line -> refs.put(line.substring(41), line.substring(0, 40)));
    return refs;
  }

  private long packs() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("objects/pack"))) {
      return files.filter(file -> file.toString().endsWith(".pack")).count();
    }
  }

  /** Tells whether an id stands for "none". */
  static boolean isZero(String id) {
    return id.chars().allMatch(c -> c == '0');
  }

  private static String digest(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JDK has it
    }
  }
}
