package dev.paddock.signing;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Who signs outside: the owner's ssh-agent, or, if it does not have the key and there is a file of
 * it without a passphrase, an agent of Paddock's own that ends with the session. Thread-safe.
 */
final class OwnersSshAgent implements AutoCloseable {
  private static final int SECONDS = 10;

  private final Map<String, String> environment;
  private final Optional<Path> keyFile;
  private final Path folder;
  private @Nullable Process own;

  /**
   * @param environment the owner's; SSH_AUTH_SOCK names the agent
   * @param keyFile the private key's file, if it is known
   * @param folder where an agent of Paddock's own may make its socket; not for the session
   */
  OwnersSshAgent(Map<String, String> environment, Optional<Path> keyFile, Path folder) {
    this.environment = Map.copyOf(environment);
    this.keyFile = keyFile;
    this.folder = folder;
  }

  /**
   * Lets something be signed.
   *
   * @return the agent's answer; a failure if nobody has the key
   */
  SshAgentMessage sign(SshAgentMessage request) throws IOException {
    String owners = environment.getOrDefault("SSH_AUTH_SOCK", "");
    if (owners.startsWith("/")) {
      try {
        SshAgentMessage answer = ask(Path.of(owners), request);
        if (answer.type() == SshAgentMessage.SIGN_RESPONSE) {
          return answer;
        }
      } catch (IOException e) {
        // An agent that has gone; the key may be had otherwise.
      }
    }
    Optional<Path> socket = ownAgent();
    return socket.isPresent() ? ask(socket.get(), request) : SshAgentMessage.failure();
  }

  @Override
  public synchronized void close() {
    if (own != null) {
      own.destroy();
      own = null;
    }
  }

  private static SshAgentMessage ask(Path socket, SshAgentMessage request) throws IOException {
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
        DataInputStream in = new DataInputStream(Channels.newInputStream(channel));
        DataOutputStream out = new DataOutputStream(Channels.newOutputStream(channel))) {
      request.write(out);
      return SshAgentMessage.read(in).orElse(SshAgentMessage.failure());
    }
  }

  /** Starts it with the key in it; a key with a passphrase is not asked for. */
  private synchronized Optional<Path> ownAgent() throws IOException {
    Path socket = folder.resolve("agent");
    if (own != null && own.isAlive()) {
      return Optional.of(socket);
    }
    if (keyFile.isEmpty() || !Files.isRegularFile(keyFile.get())) {
      return Optional.empty();
    }
    Files.deleteIfExists(socket);
    Process agent = process("ssh-agent", "-D", "-a", socket.toString()).start();
    own = agent;
    try {
      for (int i = 0; i < SECONDS * 50 && !Files.exists(socket) && agent.isAlive(); i++) {
        Thread.sleep(20);
      }
      ProcessBuilder adding = process("ssh-add", "-q", keyFile.get().toString());
      adding.environment().put("SSH_AUTH_SOCK", socket.toString());
      adding.environment().put("SSH_ASKPASS_REQUIRE", "never");
      Process added = adding.start();
      added.getOutputStream().close();
      if (added.waitFor(SECONDS, TimeUnit.SECONDS) && added.exitValue() == 0) {
        return Optional.of(socket);
      }
      added.destroyForcibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    agent.destroy();
    own = null;
    return Optional.empty();
  }

  /** setsid(1), so that no terminal is there to ask for a passphrase. */
  private ProcessBuilder process(String... command) {
    ProcessBuilder builder = new ProcessBuilder(command);
    if (command[0].equals("ssh-add")) {
      builder.command().addFirst("setsid");
      builder.command().add(1, "-w");
    }
    builder.environment().clear();
    environment.forEach((name, value) -> builder.environment().put(name, value));
    builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    return builder;
  }
}
