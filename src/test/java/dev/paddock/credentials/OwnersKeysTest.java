package dev.paddock.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.paddock.credentials.CredentialSource.Command;
import dev.paddock.credentials.CredentialSource.KeyFile;
import dev.paddock.credentials.CredentialSource.Variable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class OwnersKeysTest {
  private static final String CANARY = "ghp_canary0123456789";

  @TempDir private Path folder;
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
  private Path home;
  private Path project;
  private Path count;

  @BeforeEach
  void makeFolders() throws Exception {
    home = Files.createDirectory(folder.toRealPath().resolve("home"));
    project = Files.createDirectory(home.resolve("project"));
    count = home.resolve("count");
  }

  @Test
  void aCommandsOutputIsTheKeyWithoutItsLineEnd() throws Exception {
    assertThat(keys().key(command("echo " + CANARY))).isEqualTo(CANARY);
    assertThat(keys().key(command("printf " + CANARY))).isEqualTo(CANARY);
    assertThat(keys().key(command("printf '%s\\r\\n' " + CANARY))).isEqualTo(CANARY);
  }

  @Test
  void aCommandRunsInHomeWithTheOwnersEnvironmentAndNothingToRead() throws Exception {
    assertThat(keys().key(command("cat; echo \"$(pwd -P):$STORE\""))).isEqualTo(home + ":mine");
  }

  @Test
  void noShellLooksAtACommandsWords() throws Exception {
    Credential credential = credential(new Command(List.of("echo", "$HOME;", "a b", "`id`")));
    assertThat(keys().key(credential)).isEqualTo("$HOME; a b `id`");
  }

  @Test
  void aProgramOfTheProjectIsNotRun() throws Exception {
    Path program = Files.writeString(project.resolve("key"), "#!/bin/sh\necho evil\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));

    assertThat(problem(credential(new Command(List.of("key"))))).contains("key is not on PATH");
  }

  @Test
  void aVariableAndAFileHoldTheKey() throws Exception {
    Path file = Files.writeString(home.resolve("key"), CANARY + "\n");

    assertThat(keys().key(credential(new Variable("STORE")))).isEqualTo("mine");
    assertThat(keys().key(credential(new KeyFile(file)))).isEqualTo(CANARY);
  }

  @Test
  void whatCanBeNoKeyIsRefusedWithTheCauseAndTheRemedy() throws Exception {
    Path file = home.resolve("key");
    assertThat(problem(credential(new KeyFile(file)))).contains("is no file. Put the key there");
    assertThat(problem(credential(new KeyFile(home)))).contains("is no file");
    Files.writeString(file, "x".repeat(16 * 1024 + 1));
    assertThat(problem(credential(new KeyFile(file)))).contains("larger than 16 KiB");
    Files.write(file, new byte[] {'a', (byte) 0xff});
    assertThat(problem(credential(new KeyFile(file)))).contains("is no text");
    Files.writeString(file, "\n");
    assertThat(problem(credential(new KeyFile(file)))).contains("is empty");
    Files.writeString(file, CANARY + "\nsecond: " + CANARY);
    assertThat(problem(credential(new KeyFile(file)))).contains("several lines");
    assertThat(problem(credential(new Variable("NOT_SET")))).contains("NOT_SET is not set. Set it");
    assertThat(problem(command("printf 'a\\033b'"))).contains("control characters");
    assertThat(problem(command("head -c 20000 /dev/zero"))).contains("larger than 16 KiB");
    assertThat(problem(credential(new Command(List.of("no-such-program")))))
        .contains("not on PATH. Install it");
    assertThat(problem(credential(new Command(List.of("/no/such/program")))))
        .contains("can't be started");
  }

  @Test
  void aCommandThatFailsTellsItsFirstComplaint() {
    assertThat(problem(command("echo >&2; echo 'log \033[1min' >&2; echo more >&2; exit 4")))
        .isEqualTo(
            "Credential github: sh ended with status 4: log ?[1min. Run it yourself to see what it"
                + " needs");
  }

  @Test
  void aCommandThatDoesNotEndIsEnded() {
    KeyCommand command = new KeyCommand(environment(), home, project, Duration.ofMillis(300));
    OwnersKeys keys = new OwnersKeys(new KeyReader(environment(), command), now::get);
    Instant before = Instant.now();

    assertThatExceptionOfType(CredentialException.class)
        .isThrownBy(() -> keys.key(command("echo x; sleep 100 & sleep 100")))
        .withMessageContaining("did not answer");
    assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(20));
  }

  @Test
  void aKeyIsKeptForAMinuteAndNoLonger() throws Exception {
    OwnersKeys keys = keys();
    Credential credential = counting();

    assertThat(keys.key(credential)).isEqualTo("1");
    now.updateAndGet(time -> time.plusSeconds(59));
    assertThat(keys.key(credential)).isEqualTo("1");
    now.updateAndGet(time -> time.plusSeconds(1));
    assertThat(keys.key(credential)).isEqualTo("2");
  }

  @Test
  void aKeyThatWasRejectedIsAskedForAnew() throws Exception {
    OwnersKeys keys = keys();
    Credential credential = counting();
    keys.rejected(credential);
    assertThat(keys.key(credential)).isEqualTo("1");

    keys.rejected(credential);

    assertThat(keys.key(credential)).isEqualTo("2");
  }

  @Test
  void aFailureIsNotKept() throws Exception {
    OwnersKeys keys = keys();
    Path file = home.resolve("key");
    Credential credential = credential(new KeyFile(file));
    assertThatExceptionOfType(CredentialException.class).isThrownBy(() -> keys.key(credential));

    Files.writeString(file, CANARY);

    assertThat(keys.key(credential)).isEqualTo(CANARY);
  }

  @Test
  void manyAtTheSameTimeAskOnce() throws Exception {
    OwnersKeys keys = keys();
    Credential credential = command("echo x >> '" + count + "'; sleep 1; wc -l < '" + count + "'");
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<String>> all = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        all.add(threads.submit(() -> keys.key(credential)));
      }
      for (Future<String> one : all) {
        assertThat(one.get()).isEqualTo("1");
      }
    }
    assertThat(count).hasContent("x");
  }

  @Test
  void noTextAndNoErrorHoldsAKey() throws Exception {
    OwnersKeys keys = keys();
    Credential good = command("echo " + CANARY);
    keys.key(good);
    assertThat(keys.toString()).doesNotContain("canary");

    Path file = Files.writeString(home.resolve("lines"), CANARY + "\n" + CANARY);
    Path script = home.resolve("store");
    Files.writeString(script, "echo " + CANARY + "; echo " + CANARY + " >&2; exit 1");
    for (Credential bad :
        List.of(
            credential(new KeyFile(file)),
            credential(new Command(List.of("sh", script.toString()))))) {
      assertThatExceptionOfType(CredentialException.class)
          .isThrownBy(() -> keys.key(bad))
          .satisfies(
              problem ->
                  assertThat(problem)
                      .hasMessageNotContaining("canary")
                      .hasNoCause()
                      .extracting(Throwable::getSuppressed)
                      .isEqualTo(new Throwable[0]));
    }
  }

  @Test
  void aKeyFileThatOthersCanReadIsANote() throws Exception {
    Path file = Files.writeString(home.resolve("key"), CANARY);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    Credential credential = credential(new KeyFile(file));
    assertThat(KeyReader.note(credential).orElseThrow()).contains("chmod go-rwx " + file);

    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));

    assertThat(KeyReader.note(credential)).isEmpty();
    assertThat(KeyReader.note(command("true"))).isEmpty();
  }

  private Credential counting() {
    return command("echo x >> '" + count + "'; wc -l < '" + count + "'");
  }

  private OwnersKeys keys() {
    return new OwnersKeys(new KeyReader(environment(), home, project), now::get);
  }

  private Map<String, String> environment() {
    return Map.of("PATH", project + ":.::/usr/bin:/bin", "STORE", "mine");
  }

  private String problem(Credential credential) {
    try {
      keys().key(credential);
    } catch (CredentialException e) {
      return String.valueOf(e.getMessage());
    }
    throw new AssertionError("this gives no key");
  }

  private static Credential command(String script) {
    return credential(new Command(List.of("sh", "-c", script)));
  }

  private static Credential credential(CredentialSource source) {
    return new Credential(
        "github", source, "Authorization", "Bearer {}", Optional.empty(), "ghp_placeholder");
  }
}
