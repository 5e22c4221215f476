package dev.paddock.promises;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * A little internet: network and mount namespaces with servers on addresses of the documentation's
 * ranges, names for them in a file of its own, and a certificate authority that its machine trusts.
 * Calls of Paddock are made in there. Only root can make one.
 */
final class World {
  static final String ALLOWED = "203.0.113.10";
  static final String OTHER = "203.0.113.20";
  static final String PRIVATE = "10.9.8.7";
  static final String METADATA = "169.254.169.254";

  private static final String HOSTS =
      """
      127.0.0.1 localhost
      ::1 localhost
      %1$s allowed.test second.test api.anthropic.com
      %2$s other.test
      %3$s private.test
      %4$s metadata.test
      127.0.0.1 loopback.test
      """
          .formatted(ALLOWED, OTHER, PRIVATE, METADATA);

  private static final List<String> NAMES =
      List.of(
          "allowed.test",
          "second.test",
          "api.anthropic.com",
          "other.test",
          "private.test",
          "metadata.test",
          "loopback.test");

  private final Path folder = Folders.temporary("paddock-world");
  private final Path seen = folder.resolve("seen");
  private final Process keeper;
  private final Process servers;

  private World() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::end));
    try {
      certificates();
      GitHost.prepare(folder.resolve("git"));
      Files.writeString(folder.resolve("hosts"), HOSTS);
      Files.writeString(folder.resolve("passwd"), passwords());
      Files.createFile(seen);
      Folders.readableForAll(folder);
      keeper = keeper();
      Path java = Path.of(System.getProperty("java.home"), "bin", "java");
      List<String> line = new ArrayList<>(enter());
      line.addAll(
          List.of(
              java.toString(),
              "-Xmx256m",
              "-cp",
              System.getProperty("java.class.path"),
              WorldServer.class.getName(),
              String.join(",", ALLOWED, OTHER, PRIVATE, METADATA, "127.0.0.1"),
              folder.resolve("servers.p12").toString(),
              seen.toString(),
              folder.resolve("git").toString()));
      servers =
          new ProcessBuilder(line)
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("servers.log").toFile())
              .start();
      Eventually.is("the servers", () -> seen().contains("ready"), () -> read("servers.log"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Returns the one of this test run; it ends when the JVM does. */
  static World shared() {
    Assumptions.assumeTrue(
        Callers.presentUser() == 0, "needs root: it makes a network namespace with servers in it");
    return Only.WORLD;
  }

  /** Returns the command in front of another that lets it run in this world. */
  List<String> enter() {
    return List.of("nsenter", "-t", Long.toString(keeper.pid()), "--net", "--mount", "--");
  }

  /** Returns the same person, in this world. */
  Caller move(Caller caller) {
    List<String> change = new ArrayList<>(enter());
    change.addAll(caller.change());
    return new Caller(caller.name(), caller.uid(), change);
  }

  /** Returns the repositories that the servers have at /git/NAME.git, over HTTPS and ssh. */
  GitHost git() {
    return new GitHost(folder.resolve("git"));
  }

  /** Returns what reached the servers so far. */
  List<String> seen() {
    return read("seen").lines().toList();
  }

  /** Forgets what reached the servers. */
  void forget() {
    try {
      Files.writeString(seen, "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void end() {
    servers.destroyForcibly();
    keeper.destroyForcibly();
    Folders.delete(folder);
  }

  private static final class Only {
    private static final World WORLD = new World();
  }

  /**
   * The machine's users and the tests' ordinary one, since ssh(1) insists on knowing its caller.
   */
  private static String passwords() throws IOException {
    int uid = Callers.ORDINARY;
    return Files.readString(Path.of("/etc/passwd"))
        + "%s:x:%d:%d::/nonexistent:/bin/sh\n".formatted("paddock-test", uid, uid);
  }

  private Process keeper() throws IOException, InterruptedException {
    String addresses =
        Stream.of(ALLOWED, OTHER, PRIVATE, METADATA)
            .map(address -> "ip addr add " + address + "/32 dev lo")
            .collect(Collectors.joining(" && "));
    String bundle = "/etc/ssl/certs/ca-certificates.crt";
    String script =
        "ip link set lo up && %s && mount --bind %s /etc/hosts && mount --bind %s /etc/passwd && mount --bind %s %s && echo up && exec sleep 100000"
            .formatted(
                addresses,
                folder.resolve("hosts"),
                folder.resolve("passwd"),
                folder.resolve("bundle.pem"),
                bundle);
    Process process =
        new ProcessBuilder("unshare", "--net", "--mount", "--", "sh", "-c", script)
            .redirectError(folder.resolve("keeper.log").toFile())
            .start();
    String line = process.inputReader().readLine();
    if (!"up".equals(line)) {
      throw new IOException("no namespaces: " + read("keeper.log"));
    }
    return process;
  }

  /** An authority of the world's own, and a certificate for all its names. */
  private void certificates() throws IOException, InterruptedException {
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    Path authority = folder.resolve("authority.p12");
    Path server = folder.resolve("servers.p12");
    String names = NAMES.stream().map(n -> "dns:" + n).collect(Collectors.joining(","));
    String password = new String(WorldServer.PASSWORD);
    String authorityStore = " -storetype PKCS12 -storepass " + password + " -keystore " + authority;
    String serverStore = " -storetype PKCS12 -storepass " + password + " -keystore " + server;
    Path request = folder.resolve("request");
    Path certificate = folder.resolve("certificate");
    Path root = folder.resolve("authority.pem");
    for (String step :
        List.of(
            "-genkeypair -alias ca -keyalg EC -dname CN=World -ext bc:c -validity 30"
                + authorityStore,
            "-exportcert -rfc -alias ca -file " + root + authorityStore,
            "-genkeypair -alias server -keyalg EC -dname CN=servers -validity 30" + serverStore,
            "-certreq -alias server -file " + request + serverStore,
            "-gencert -rfc -alias ca -validity 30 -ext san=%s -infile %s -outfile %s%s"
                .formatted(names, request, certificate, authorityStore),
            "-importcert -noprompt -alias ca -file " + root + serverStore,
            "-importcert -noprompt -alias server -file " + certificate + serverStore)) {
      List<String> line = new ArrayList<>(List.of(keytool));
      line.addAll(List.of(step.split(" ")));
      Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
      String out = new String(process.getInputStream().readAllBytes());
      if (process.waitFor() != 0) {
        throw new IOException(out);
      }
    }
    Path bundle = Path.of("/etc/ssl/certs/ca-certificates.crt");
    Files.writeString(
        folder.resolve("bundle.pem"), Files.readString(bundle) + "\n" + Files.readString(root));
  }

  private String read(String name) {
    try {
      return Files.readString(folder.resolve(name));
    } catch (IOException e) {
      return "";
    }
  }
}
