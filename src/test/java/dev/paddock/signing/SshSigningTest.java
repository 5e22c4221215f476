package dev.paddock.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the real ssh-keygen(1), ssh-agent(1) and git(1). */
class SshSigningTest {
  @TempDir private Path folder;
  private final List<String> told = new CopyOnWriteArrayList<>();
  private SshSigning signing;
  private Path socket;

  private final SigningEvents events =
      new SigningEvents() {
        @Override
        public void signed(String key) {
          told.add("signed " + key);
        }

        @Override
        public void refused(String what) {
          told.add("refused " + what);
        }
      };

  @BeforeEach
  void start() throws Exception {
    run(folder, "ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "owner", "-f", "key");
    run(folder, "ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "other", "-f", "other");
    signing =
        SshSigning.of(folder.resolve("key.pub").toString(), folder, environment()).orElseThrow();
    socket = folder.resolve("socket");
    signing.start(socket, folder, events);
    Files.writeString(folder.resolve("inside.pub"), signing.publicKey());
  }

  @AfterEach
  void stop() throws IOException {
    signing.close();
  }

  private static Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.remove("SSH_AUTH_SOCK");
    return environment;
  }

  private String run(Path where, String... line) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(line).directory(where.toFile());
    builder.environment().put("SSH_AUTH_SOCK", folder.resolve("socket").toString());
    builder.environment().put("GIT_CONFIG_GLOBAL", folder.resolve("none").toString());
    Process process = builder.redirectErrorStream(true).start();
    try {
      process.getOutputStream().close();
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
      return process.exitValue() + " " + out;
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void gitSignsACommitWithTheSocketAndThePublicKeyAlone() throws Exception {
    Path repository = Files.createDirectory(folder.resolve("repository"));
    Files.writeString(folder.resolve("allowed"), "owner@example.com " + signing.publicKey());
    run(repository, "git", "init", "-q");
    for (String setting :
        List.of(
            "gpg.format=ssh",
            "user.signingkey=" + folder.resolve("inside.pub"),
            "gpg.ssh.allowedSignersFile=" + folder.resolve("allowed"),
            "user.name=Owner",
            "user.email=owner@example.com")) {
      run(repository, "git", "config", setting.split("=", 2)[0], setting.split("=", 2)[1]);
    }

    assertThat(run(repository, "git", "commit", "-q", "-S", "--allow-empty", "-m", "x"))
        .startsWith("0 ");
    assertThat(run(repository, "git", "verify-commit", "HEAD")).startsWith("0 ").contains("Good");
    assertThat(told).containsExactly("signed owner");
  }

  @Test
  void anotherNamespaceIsNotSigned() throws Exception {
    Files.writeString(folder.resolve("text"), "x");

    assertThat(run(folder, "ssh-keygen", "-Y", "sign", "-n", "file", "-f", "inside.pub", "text"))
        .doesNotStartWith("0 ");
    assertThat(told).singleElement().asString().contains("not for git");
  }

  @Test
  void onlyTheOneKeyIsKnownAndNothingIsAddedOrRemoved() throws Exception {
    assertThat(run(folder, "ssh-add", "-l")).contains("owner").doesNotContain("other");
    assertThat(run(folder, "ssh-add", "other")).doesNotStartWith("0 ");
    assertThat(run(folder, "ssh-add", "-D")).doesNotStartWith("0 ");
    assertThat(run(folder, "ssh-add", "-L")).contains("owner").doesNotContain("other");
  }

  @Test
  void randomMessagesAreNeverAnsweredWithASignature() throws Exception {
    Random random = new Random(3);
    byte[] key = SshPublicKey.parse(signing.publicKey()).orElseThrow().blob();
    for (int i = 0; i < 500; i++) {
      byte[] data = new byte[random.nextInt(200)];
      random.nextBytes(data);
      byte[] strings = SshAgentMessage.strings(key, data);
      byte[] body = java.util.Arrays.copyOf(strings, strings.length + random.nextInt(8));
      int type = random.nextBoolean() ? SshAgentMessage.SIGN_REQUEST : random.nextInt(256);
      assertThat(ask(new SshAgentMessage(type, body)).type())
          .isNotEqualTo(SshAgentMessage.SIGN_RESPONSE);
    }
    assertThat(told).noneMatch(line -> line.startsWith("signed"));
  }

  private SshAgentMessage ask(SshAgentMessage message) throws IOException {
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
      message.write(new DataOutputStream(Channels.newOutputStream(channel)));
      return SshAgentMessage.read(new DataInputStream(Channels.newInputStream(channel)))
          .orElse(SshAgentMessage.failure());
    }
  }

  @Test
  void aKeyThatNobodyHasIsToldWithTheRemedy() throws Exception {
    Files.delete(folder.resolve("key"));
    Files.writeString(folder.resolve("text"), "x");

    assertThat(run(folder, "ssh-keygen", "-Y", "sign", "-n", "git", "-f", "inside.pub", "text"))
        .doesNotStartWith("0 ");
    assertThat(told).singleElement().asString().contains("ssh-add");
  }
}
