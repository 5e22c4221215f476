package dev.paddock.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** With the real gpg(1), gpg-agent(1) and git(1). */
class GpgSigningTest {
  private final List<String> told = new CopyOnWriteArrayList<>();
  private Path folder;
  private Path owner;
  private Path inside;
  private GpgSigning signing;

  private final SigningEvents events =
      new SigningEvents() {
        @Override
        public void signed(String key) {
          told.add("signed");
        }

        @Override
        public void refused(String what) {
          told.add("refused " + what);
        }
      };

  @BeforeEach
  void start() throws Exception {
    folder = Files.createTempDirectory(Path.of("/tmp"), "gpg"); // sockets want short paths
    owner = privately("owner");
    inside = privately("inside");
    for (String name : List.of("Owner <owner@example.com>", "Other <other@example.com>")) {
      assertThat(
              run(
                  owner,
                  "gpg --batch --pinentry-mode loopback --passphrase '' --quick-gen-key '"
                      + name
                      + "' default default"))
          .startsWith("0");
    }
    signing = GpgSigning.of("owner@example.com", environment(owner)).orElseThrow();
    signing.start(inside, folder.resolve("socket"), folder.resolve("socket").toString(), events);
  }

  @AfterEach
  void stop() throws Exception {
    signing.close();
    run(owner, "gpgconf --kill gpg-agent");
    run(owner, "rm -rf " + folder);
  }

  private Path privately(String name) throws IOException {
    return Files.createDirectory(
        folder.resolve(name),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
  }

  private static Map<String, String> environment(Path home) {
    Map<String, String> environment = new HashMap<>();
    environment.put("PATH", "/usr/bin:/bin");
    environment.put("GNUPGHOME", home.toString());
    environment.put("HOME", home.toString());
    return environment;
  }

  private String run(Path home, String script) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder("timeout", "30", "bash", "-c", script);
    builder.directory(folder.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment(home));
    Process process = builder.redirectErrorStream(true).start();
    try {
      process.getOutputStream().close();
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor(40, TimeUnit.SECONDS)).isTrue();
      return process.exitValue() + " " + out;
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void gitSignsACommitWithNoPrivateKeyInside() throws Exception {
    String script =
        "git init -q r && cd r && git config user.signingkey %s && git -c user.name=Owner -c user.email=owner@example.com commit -q -S --allow-empty -m x && git verify-commit HEAD"
            .formatted(signing.fingerprint());

    assertThat(run(inside, script)).startsWith("0").contains("Good signature");
    assertThat(told).containsExactly("signed");
    assertThat(run(inside, "ls " + inside + "/private-keys-v1.d 2>/dev/null | grep -c key"))
        .contains("0");
  }

  @Test
  void nothingIsDecryptedOrExportedAndNoOtherKeySigns() throws Exception {
    run(
        owner,
        "echo hidden-text | gpg --batch --trust-model always -r owner@example.com -e >x.gpg");

    assertThat(run(owner, "gpg --batch -d x.gpg")).contains("hidden-text");
    assertThat(run(inside, "gpg --batch -d x.gpg")).doesNotContain("hidden-text");
    assertThat(run(inside, "gpg --batch --export-secret-keys | wc -c")).endsWith("0\n");
    run(owner, "gpg --batch --export other@example.com >other.gpg");
    run(inside, "gpg --batch --import other.gpg");
    assertThat(run(inside, "echo x | gpg --batch -u other@example.com -s -o y.gpg"))
        .doesNotStartWith("0");
    assertThat(told).noneMatch("signed"::equals);
  }

  @Test
  void onlyWhatSigningNeedsIsPassedOn() {
    String grip = "A".repeat(40);
    AssuanPolicy policy = new AssuanPolicy(java.util.Set.of(grip));

    for (String line :
        List.of(
            "PKDECRYPT",
            "EXPORT_KEY " + grip,
            "GENKEY",
            "IMPORT_KEY",
            "PASSWD " + grip,
            "GET_PASSPHRASE x",
            "PRESET_PASSPHRASE " + grip,
            "DELETE_KEY " + grip,
            "SCD SERIALNO",
            "KILLAGENT",
            "RELOADAGENT",
            "GETINFO socket_name",
            "KEYINFO --list",
            "HAVEKEY --list",
            "SIGKEY " + "B".repeat(40),
            "SETKEY " + grip,
            "SETHASH 2 " + "0".repeat(40),
            "SETHASH --hash=md5 " + "0".repeat(32),
            "PKSIGN --hash=sha1",
            "SIGKEY " + grip + "\0",
            "")) {
      assertThat(policy.fate(line)).as(line).isEqualTo(AssuanPolicy.Fate.REFUSE);
    }
    for (String line :
        List.of("SIGKEY " + grip, "SETHASH 8 " + "0".repeat(64), "PKSIGN", "RESET")) {
      assertThat(policy.fate(line)).as(line).isEqualTo(AssuanPolicy.Fate.ASK);
    }
  }
}
