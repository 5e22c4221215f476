package dev.paddock.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.PushConnection;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.RemoteRefUpdate;
import org.eclipse.jgit.transport.RemoteRefUpdate.Status;
import org.eclipse.jgit.transport.RemoteSession;
import org.eclipse.jgit.transport.SshSessionFactory;
import org.eclipse.jgit.transport.SshTransport;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.util.FS;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * JGit as a client that forces everything, at each of the relay's fronts: it sends what git(1)
 * would not, and nothing but a permitted creation or fast-forward lands upstream.
 */
class HostileClientTest {
  private static final String HOST = "127.0.0.1";

  /** What is pushed, several refs with a blank between them. */
  private static final List<String> REFUSED =
      List.of(
          "+refs/heads/more:refs/heads/main",
          "refs/heads/more:refs/heads/main",
          "+refs/heads/other:refs/heads/main",
          ":refs/heads/main",
          "+refs/heads/other:refs/heads/feature",
          "+refs/heads/main:refs/heads/feature",
          ":refs/heads/feature",
          "+refs/heads/*:refs/heads/*",
          "+refs/*:refs/*",
          "+refs/heads/more:refs/heads/release",
          "+refs/heads/more:refs/heads/HEAD",
          "+refs/heads/more:refs/heads/refs/heads/main",
          "+refs/heads/more:refs/tags/v1",
          "+refs/heads/more:refs/tags/free-1",
          ":refs/tags/free-1",
          "+refs/heads/more:refs/for/main",
          "+refs/heads/more:refs/for/feature",
          "+refs/heads/more:refs/for/feature%submit",
          "+refs/heads/more:refs/changes/01/1/1",
          "+refs/heads/more:refs/pull/1/head",
          "+refs/heads/more:refs/notes/commits",
          "+refs/heads/more:refs/replace/0123456789012345678901234567890123456789",
          "+refs/heads/more:refs/paddock/old/s1/1/heads/main",
          "+refs/heads/more:refs/stash",
          "+refs/heads/more:HEAD",
          "+refs/tags/annotated:refs/heads/fine",
          "refs/heads/more:refs/heads/fine +refs/heads/more:refs/heads/main",
          "+refs/heads/more:refs/heads/main refs/heads/more:refs/heads/fine",
          "refs/heads/more:refs/heads/fine :refs/heads/feature",
          "refs/heads/more:refs/heads/feature +refs/heads/other:refs/tags/free-1",
          "refs/heads/more:refs/heads/fine refs/heads/more:refs/for/main");

  @TempDir private Path folder;
  private final List<ServerSocket> bridges = new ArrayList<>();
  private final List<Process> processes = new ArrayList<>();
  private RelayWorld world;
  private Relay relay;
  private SshHostKey key;
  private Repository repository;

  /** How the client comes to the relay. */
  enum Way {
    HTTP,
    GIT,
    SSH
  }

  static Stream<Arguments> refused() {
    return Stream.of(
        Arguments.of(Way.HTTP, true),
        Arguments.of(Way.HTTP, false),
        Arguments.of(Way.GIT, true),
        Arguments.of(Way.SSH, false));
  }

  @BeforeEach
  void start() throws Exception {
    world = new RelayWorld(folder);
    key = SshHostKey.make();
    relay =
        Relay.start(
            folder.resolve("relay"),
            (_, path, service) -> world.relay.find(world.address.host(), path, service),
            key,
            world);
    world.git(world.work, "branch", "other");
    world.commit(world.work, "a.txt", "a\n");
    world.git(world.work, "tag", "-a", "-m", "x", "annotated");
    String upstream = world.upstream.toString();
    world.git(world.work, "push", "-q", upstream, "HEAD:feature", "HEAD:refs/tags/free-1");
    world.commit(world.work, "a.txt", "b\n");
    world.git(world.work, "branch", "more");
    world.git(world.work, "reset", "-q", "--hard", "HEAD~2");
    world.git(world.work, "switch", "-q", "other");
    world.commit(world.work, "o.txt", "o\n");
    world.git(world.work, "branch", "feature");
    world.git(world.work, "switch", "-q", "main");
    repository = new FileRepositoryBuilder().setGitDir(world.work.resolve(".git").toFile()).build();
  }

  @AfterEach
  void stop() throws Exception {
    repository.close();
    processes.forEach(Process::destroyForcibly);
    relay.close();
    for (ServerSocket bridge : bridges) {
      bridge.close();
    }
    world.close();
  }

  @ParameterizedTest
  @MethodSource("refused")
  void nothingThatIsNotPermittedLands(Way way, boolean atomic) throws Exception {
    String before = refs();
    String uri = uri(way);
    for (String specs : REFUSED) {
      Collection<RemoteRefUpdate> updates = push(uri, specs, atomic);

      assertThat(updates)
          .as(specs)
          .extracting(RemoteRefUpdate::getStatus)
          .doesNotContain(Status.OK);
      assertThat(refs()).as(specs).isEqualTo(before);
    }
    // Not one object of theirs came to upstream: it would be dangling.
    assertThat(world.git(world.upstream, "fsck", "--full", "--strict")).isEmpty();
    assertThat(world.told)
        .noneMatch(line -> line.startsWith("pushed") || line.contains("the relay failed"))
        .contains(
            "refused git-default-branch",
            "refused git-branch-not-granted",
            "refused git-delete",
            "refused git-not-fast-forward",
            "refused git-not-a-commit",
            "refused git-ref-exists",
            "refused git-ref-name",
            "refused git-ref-not-granted");
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void whatIsPermittedLandsAsItIs(Way way) throws Exception {
    Collection<RemoteRefUpdate> updates =
        push(
            uri(way),
            "+refs/heads/more:refs/heads/feature +refs/heads/other:refs/heads/new"
                + " +refs/tags/annotated:refs/tags/free-2",
            false);

    assertThat(updates).extracting(RemoteRefUpdate::getStatus).containsOnly(Status.OK);
    assertThat(world.upstreamId("refs/heads/feature")).isEqualTo(local("refs/heads/more"));
    assertThat(world.upstreamId("refs/heads/new")).isEqualTo(local("refs/heads/other"));
    assertThat(world.upstreamId("refs/tags/free-2")).isEqualTo(local("refs/tags/annotated"));
    assertThat(refs().lines()).hasSize(5);
  }

  /** The client was told where the branch is, and then somebody else moves it. */
  @ParameterizedTest
  @EnumSource(Way.class)
  void aPushUponWhatIsNoLongerSoIsRefused(Way way) throws Exception {
    try (Transport transport = open(uri(way));
        PushConnection connection = transport.openPush()) {
      String others = local("refs/heads/other");
      world.git(
          world.work, "push", "-q", "-f", world.upstream.toString(), "other:refs/heads/feature");
      RemoteRefUpdate update =
          new RemoteRefUpdate(
              repository, "refs/heads/more", "refs/heads/feature", true, null, ObjectId.zeroId());
      connection.push(
          NullProgressMonitor.INSTANCE, new HashMap<>(Map.of("refs/heads/feature", update)));

      assertThat(update.getStatus()).isNotEqualTo(Status.OK);
      assertThat(world.upstreamId("refs/heads/feature")).isEqualTo(others);
    }
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void ofRacingPushesNoneIsToldThatItLandedAndIsLost(Way way) throws Exception {
    String uri = uri(way);
    List<String> names = List.of("more", "other", "main");
    CyclicBarrier start = new CyclicBarrier(names.size());
    List<CompletableFuture<Status>> all =
        names.stream()
            .map(
                name ->
                    CompletableFuture.supplyAsync(
                        () -> {
                          try {
                            start.await();
                            return push(uri, "+refs/heads/" + name + ":refs/heads/race", false)
                                .iterator()
                                .next()
                                .getStatus();
                          } catch (Exception e) {
                            throw new IllegalStateException(e);
                          }
                        },
                        Thread::startVirtualThread))
            .toList();
    List<Status> became = all.stream().map(CompletableFuture::join).toList();

    // "more" is a fast-forward of "main", and "other" of "main" too: who is refused lost nothing.
    List<String> pushed = world.told.stream().filter(line -> line.startsWith("pushed")).toList();
    assertThat(pushed).hasSameSizeAs(became.stream().filter(Status.OK::equals).toList());
    assertThat(pushed).filteredOn(line -> line.endsWith("0".repeat(40))).hasSize(1);
    String now = world.upstreamId("refs/heads/race");
    List<String> told = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      if (became.get(i) == Status.OK) {
        told.add(local("refs/heads/" + names.get(i)));
      }
    }
    assertThat(told).contains(now);
    for (String each : told) {
      assertThat(world.run(world.upstream, "merge-base", "--is-ancestor", each, now).status())
          .isZero();
    }
  }

  private String refs() throws Exception {
    return world.git(world.upstream, "for-each-ref", "--format=%(refname) %(objectname)");
  }

  private String local(String ref) throws Exception {
    return world.git(world.work, "rev-parse", ref).strip();
  }

  /** Pushes as JGit does, and has every update sent, whatever JGit thinks of it. */
  private Collection<RemoteRefUpdate> push(String uri, String specs, boolean atomic)
      throws Exception {
    try (Transport transport = open(uri)) {
      transport.setPushAtomic(atomic);
      Collection<RemoteRefUpdate> updates =
          transport.findRemoteRefUpdatesFor(
              Stream.of(specs.split(" "))
                  .map(RefSpec::new)
                  .map(s -> s.setForceUpdate(true))
                  .toList());
      transport.push(NullProgressMonitor.INSTANCE, updates, OutputStream.nullOutputStream());
      return updates;
    }
  }

  private Transport open(String uri) throws Exception {
    Transport transport = Transport.open(repository, new URIish(uri));
    transport.setTimeout(30);
    if (transport instanceof SshTransport ssh) {
      ssh.setSshSessionFactory(new SshProgram());
    }
    return transport;
  }

  private String uri(Way way) throws IOException {
    String path = "/" + world.address.path().replaceFirst("^/", "") + ".git";
    int port = bridge(way);
    return switch (way) {
      case HTTP -> "http://" + HOST + ":" + port + path;
      case GIT -> "git://" + HOST + ":" + port + path;
      case SSH -> "ssh://git@" + HOST + ":" + port + path;
    };
  }

  /** A port that leads to the relay as a session's egress does. */
  private int bridge(Way way) throws IOException {
    ServerSocket server = new ServerSocket(0, 50, InetAddress.ofLiteral(HOST));
    bridges.add(server);
    String preamble =
        switch (way) {
          case HTTP -> "http " + HOST + " 80\n";
          case GIT -> "git " + HOST + " 9418\n";
          case SSH -> "ssh " + HOST + " 22\n";
        };
    Thread.startVirtualThread(
        () -> {
          while (!server.isClosed()) {
            try {
              Socket client = server.accept();
              SocketChannel to =
                  SocketChannel.open(UnixDomainSocketAddress.of(folder.resolve("relay")));
              Channels.newOutputStream(to).write(preamble.getBytes(StandardCharsets.US_ASCII));
              Thread.startVirtualThread(() -> copy(client, to, true));
              Thread.startVirtualThread(() -> copy(client, to, false));
            } catch (IOException e) {
              return;
            }
          }
        });
    return server.getLocalPort();
  }

  private static void copy(Socket client, SocketChannel relay, boolean in) {
    try {
      if (in) {
        client.getInputStream().transferTo(Channels.newOutputStream(relay));
        relay.shutdownOutput();
      } else {
        Channels.newInputStream(relay).transferTo(client.getOutputStream());
        client.shutdownOutput();
      }
    } catch (IOException e) {
      // Either side has gone.
    }
  }

  /** JGit over ssh(1). */
  private final class SshProgram extends SshSessionFactory {
    @Override
    public RemoteSession getSession(
        URIish uri, CredentialsProvider credentials, FS fs, int timeout) {
      return new RemoteSession() {
        @Override
        public Process exec(String command, int seconds) throws IOException {
          Path known = folder.resolve("known");
          Files.writeString(known, key.knownHosts(List.of(HOST)));
          Process process =
              new ProcessBuilder(
                      "ssh",
                      "-Fnone",
                      "-p" + uri.getPort(),
                      "-oHostKeyAlias=" + HOST,
                      "-oBatchMode=yes",
                      "-oUserKnownHostsFile=" + known,
                      "git@" + HOST,
                      command)
                  .start();
          synchronized (processes) {
            processes.add(process);
          }
          return process;
        }

        @Override
        public void disconnect() {}
      };
    }

    @Override
    public String getType() {
      return "program";
    }
  }
}
