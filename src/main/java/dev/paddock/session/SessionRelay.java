package dev.paddock.session;

import dev.paddock.egress.Relayed;
import dev.paddock.git.Remote;
import dev.paddock.git.RepositoryAddress;
import dev.paddock.git.RepositoryAddress.Scheme;
import dev.paddock.profile.GitRules;
import dev.paddock.profile.RepositoryPattern;
import dev.paddock.profile.Sourced;
import dev.paddock.relay.PushLimits;
import dev.paddock.relay.PushRules;
import dev.paddock.relay.Relay;
import dev.paddock.relay.RelayEvents;
import dev.paddock.relay.RelayRepositories;
import dev.paddock.relay.RelaySettings;
import dev.paddock.relay.RepositoryGrant;
import dev.paddock.relay.SshHostKey;
import dev.paddock.sandbox.SandboxRequest.Layered;
import dev.paddock.sandbox.SandboxRequest.LayeredFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The git relay of a session: what it serves, its socket, and how ssh inside comes to know it. */
final class SessionRelay implements AutoCloseable {
  private static final Path SSH_SETTINGS = Path.of("/etc/ssh");
  private static final int SSH_PORT = 22;

  private final RelaySettings settings;
  private final List<Relayed> relayed;
  private final Path socket;
  private final SshHostKey key;
  private final List<AutoCloseable> running = new ArrayList<>();

  private SessionRelay(RelaySettings settings, List<Relayed> relayed, Path socket, SshHostKey key) {
    this.settings = settings;
    this.relayed = relayed;
    this.socket = socket;
    this.key = key;
  }

  /**
   * Prepares; starts nothing.
   *
   * @param untrusted folders that the session may write
   * @param relayed where it answers; at one place at least
   */
  static SessionRelay prepare(
      Caller caller,
      PaddockFolders folders,
      String session,
      SocketFolder sockets,
      List<Remote> remotes,
      List<Relayed> relayed,
      GitRules rules,
      List<Path> untrusted) {
    RelaySettings settings =
        new RelaySettings(
            session,
            remotes,
            grants(remotes, rules),
            new PushRules(rules::mayPush, rules::mayCreate),
            limits(rules),
            relayFolders(folders),
            owner(caller, untrusted));
    return new SessionRelay(settings, relayed, sockets.path().resolve("relay"), SshHostKey.make());
  }

  /** Returns where mirrors and held pushes are. */
  static RelaySettings.RelayFolders relayFolders(PaddockFolders folders) {
    return new RelaySettings.RelayFolders(folders.mirrors(), folders.heldPushes());
  }

  /** Returns as whom git is run outside. */
  static RelaySettings.Owner owner(Caller caller, List<Path> untrusted) {
    return new RelaySettings.Owner(caller.environment(), caller.home(), untrusted);
  }

  /** Returns how large a push may be. */
  static PushLimits limits(GitRules rules) {
    PushLimits usual = PushLimits.USUAL;
    return new PushLimits(
        rules.largest().map(Sourced::value).orElse(usual.largestFile()),
        usual.largestPush(),
        usual.quick(),
        usual.transfer());
  }

  Path socket() {
    return socket;
  }

  /**
   * The relay's key, among the known hosts of everybody inside (ssh_config(5),
   * GlobalKnownHostsFile).
   */
  List<Layered> layered() {
    List<String> hosts =
        relayed.stream()
            .filter(one -> one.speech() == Relayed.Speech.SSH)
            .map(one -> one.port() == SSH_PORT ? one.host() : "[" + one.host() + "]:" + one.port())
            .distinct()
            .toList();
    if (hosts.isEmpty() || !Files.isDirectory(SSH_SETTINGS)) {
      return List.of();
    }
    byte[] known = key.knownHosts(hosts).getBytes(StandardCharsets.US_ASCII);
    return List.of(
        new Layered(
            SSH_SETTINGS.toString(),
            List.of(new LayeredFile(SSH_SETTINGS.resolve("ssh_known_hosts2").toString(), known))));
  }

  /** Begins to answer. */
  void start(RelayEvents events) throws IOException {
    RelayRepositories repositories = new RelayRepositories(settings, events);
    running.add(repositories);
    running.add(Relay.start(socket, repositories, key, events));
  }

  @Override
  public void close() throws IOException {
    @Nullable Exception first = null;
    for (AutoCloseable part : running.reversed()) {
      try {
        part.close();
      } catch (Exception e) {
        first = e;
      }
    }
    running.clear();
    if (first != null) {
      throw new IOException("The git relay's end: " + first.getMessage(), first);
    }
  }

  private static List<RepositoryGrant> grants(List<Remote> remotes, GitRules rules) {
    return Stream.concat(
            rules.remotes().stream().map(pattern -> grant(remotes, pattern.value(), true)),
            rules.fetch().stream().map(pattern -> grant(remotes, pattern.value(), false)))
        .toList();
  }

  /** Reached as the owner reaches that host otherwise. */
  private static RepositoryGrant grant(
      List<Remote> remotes, RepositoryPattern pattern, boolean push) {
    Scheme scheme =
        remotes.stream()
            .map(Remote::address)
            .filter(address -> address.host().equals(pattern.host()))
            .map(RepositoryAddress::scheme)
            .findFirst()
            .orElse(Scheme.HTTPS);
    return new RepositoryGrant(scheme, pattern, push);
  }
}
