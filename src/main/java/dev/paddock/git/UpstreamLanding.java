package dev.paddock.git;

import dev.paddock.linux.UntrustedFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.StoredConfig;

/**
 * Lands the one thing of a session's configuration that is known to be harmless: which branch of
 * which remote a branch follows, if the owner has that remote.
 */
final class UpstreamLanding {
  private static final int LARGEST = 4 << 20;
  private static final String BRANCH = "branch";
  private static final Set<String> REBASE = Set.of("true", "false", "merges", "interactive");

  private final Repository host;
  private final Config inside;
  private final Config before;

  private UpstreamLanding(Repository host, Config inside, Config before) {
    this.host = host;
    this.inside = inside;
    this.before = before;
  }

  /**
   * Lands what differs from the configuration that the session began with.
   *
   * @param begun a copy of that
   */
  static void land(HostRepository host, UntrustedFolder session, Path begun) throws IOException {
    Optional<Config> inside =
        session
            .read("config", LARGEST)
            .flatMap(bytes -> parse(new String(bytes, StandardCharsets.UTF_8)));
    Optional<Config> before = parse(Files.readString(begun, StandardCharsets.UTF_8));
    if (inside.isPresent() && before.isPresent()) {
      new UpstreamLanding(host.repository(), inside.get(), before.get()).land();
    }
  }

  private void land() throws IOException {
    StoredConfig outside = host.getConfig();
    boolean changed = false;
    for (String branch : inside.getSubsections(BRANCH)) {
      if (host.exactRef("refs/heads/" + branch) != null && isUpstream(branch, outside)) {
        changed |= set(branch, "remote", outside);
        changed |= set(branch, "merge", outside);
        changed |= set(branch, "rebase", outside);
      }
    }
    if (changed) {
      outside.save();
    }
  }

  private boolean isUpstream(String branch, Config outside) {
    List<String> remotes = values(inside, branch, "remote");
    List<String> merges = values(inside, branch, "merge");
    List<String> rebases = values(inside, branch, "rebase");
    return remotes.size() == 1
        && merges.size() == 1
        && (remotes.getFirst().equals(".")
            || outside.getSubsections("remote").contains(remotes.getFirst()))
        && merges.getFirst().startsWith("refs/heads/")
        && Repository.isValidRefName(merges.getFirst())
        && REBASE.containsAll(rebases);
  }

  /** Nobody else may have said something else meanwhile. */
  private boolean set(String branch, String name, StoredConfig outside) {
    List<String> values = values(inside, branch, name);
    List<String> agreed = values(before, branch, name);
    List<String> theirs = values(outside, branch, name);
    if (values.isEmpty() || values.equals(agreed) || values.equals(theirs)) {
      return false;
    }
    if (!theirs.equals(agreed)) {
      return false;
    }
    outside.setStringList(BRANCH, branch, name, values);
    return true;
  }

  private static List<String> values(Config config, String branch, String name) {
    return Arrays.asList(config.getStringList(BRANCH, branch, name));
  }

  private static Optional<Config> parse(String text) {
    try {
      Config config = new Config();
      config.fromText(text);
      return Optional.of(config);
    } catch (ConfigInvalidException e) {
      return Optional.empty();
    }
  }
}
