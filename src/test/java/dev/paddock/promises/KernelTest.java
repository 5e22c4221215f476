package dev.paddock.promises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the kernel refuses a process inside, and what it must not refuse. */
@AsEveryCaller
class KernelTest {
  private static final Path PYTHON = Path.of("/usr/bin/python3");
  private static final Observations SEEN = new Observations(KernelTest::look);

  private final Caller caller;
  private Answers answers = new Answers(new Result(0, new byte[0], ""));

  KernelTest(Caller caller) {
    this.caller = caller;
  }

  @BeforeEach
  void lookFromInside() throws Exception {
    assumeTrue(Files.isExecutable(PYTHON), "Python 3 is not installed; it makes the system calls.");
    answers = SEEN.by(caller);
  }

  private static Answers look(Scene scene) throws Exception {
    try (InputStream script = KernelTest.class.getResourceAsStream("system_calls.py")) {
      scene.write(
          "system_calls.py",
          new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8));
    }
    return new Answers(
        scene.paddock("run", "--", PYTHON.toString(), "system_calls.py").end().ended(0));
  }

  @Test
  void noProcessHasACapability() {
    assertThat(answers.to("capabilities")).isEqualTo("0 0 0 0 0");
  }

  @Test
  void noNewPrivilegesAndAFilterAreSet() {
    assertThat(answers.to("no_new_privs")).isEqualTo("1");
    assertThat(answers.to("seccomp")).isEqualTo("2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"keyctl", "add_key", "request_key"})
  void keyringsAreNotThere(String call) {
    assertThat(answers.to(call)).isEqualTo("ENOSYS");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mount",
        "umount2",
        "pivot_root",
        "move_mount",
        "fsopen",
        "open_tree",
        "mount_setattr",
        "unshare_newns",
        "unshare_newuser_newns",
        "clone_newns",
        "setns",
        "chroot"
      })
  void mountsAreRefused(String call) {
    assertThat(answers.to(call)).isEqualTo("EPERM");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bpf", "perf_event_open", "userfaultfd", "open_by_handle_at"})
  void attackSurfaceIsRefused(String call) {
    assertThat(answers.to(call)).isEqualTo("EPERM");
  }

  @ParameterizedTest
  @ValueSource(strings = {"io_uring_setup", "clone3", "openat2"})
  void callsThatNoFilterCanJudgeAreNotThere(String call) {
    assertThat(answers.to(call)).isEqualTo("ENOSYS");
  }

  @ParameterizedTest
  @ValueSource(strings = {"TIOCSTI", "TIOCLINUX", "TIOCSTI_high_bits"})
  void nothingCanBeTypedIntoATerminal(String request) {
    assertThat(answers.to(request)).isEqualTo("EPERM");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AF_PACKET",
        "AF_VSOCK",
        "AF_ALG",
        "AF_BLUETOOTH",
        "AF_TIPC",
        "AF_KEY",
        "AF_XDP",
        "AF_RDS"
      })
  void exoticSocketsAreRefused(String family) {
    assertThat(answers.to(family)).isNotEqualTo("ok");
  }

  @ParameterizedTest
  @ValueSource(strings = {"AF_INET", "AF_INET6", "AF_UNIX", "AF_NETLINK_route"})
  void ordinarySocketsWork(String family) {
    assertThat(answers.to(family)).isEqualTo("ok");
  }

  @ParameterizedTest
  @ValueSource(strings = {"chmod_setuid", "fchmodat_setuid", "open_setuid", "mknod_setuid"})
  void noFileGetsASetuidBit(String call) {
    assertThat(answers.to(call)).isEqualTo("EPERM");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x32_getpid", "x32_keyctl"})
  void callsOfTheX32InterfaceAreNotThere(String call) {
    assertThat(answers.to(call)).isNotEqualTo("ok");
  }

  @Test
  void deviceFilesCannotBeMade() {
    assertThat(answers.to("mknod_block")).isEqualTo("EPERM");
  }

  @Test
  void theNameOfTheMachineCannotBeChanged() {
    assertThat(answers.to("sethostname")).isEqualTo("EPERM");
  }

  @Test
  void settingsOfTheKernelAreReadOnly() {
    assertThat(answers.to("writable_proc_sys")).isEqualTo("[]");
    assertThat(answers.to("writable_proc")).isEqualTo("[]");
    assertThat(answers.to("writable_cgroup")).isEqualTo("[]");
  }

  @Test
  void aBrowsersOwnSandboxStarts() {
    assertThat(answers.to("userns_pid_net")).isEqualTo("ok");
  }

  @Test
  void aProcessCanTraceItsChild() {
    assertThat(answers.to("ptrace_child")).isEqualTo("ok");
  }

  @Test
  void semaphoresAndSharedMemoryWork() {
    assertThat(answers.to("semaphore")).isEqualTo("ok");
    assertThat(answers.to("shared_memory")).isEqualTo("ok");
    assertThat(answers.to("sysv_shared_memory")).isEqualTo("ok");
  }

  @Test
  void unixSocketsWork() {
    assertThat(answers.to("unix_path")).isEqualTo("ok");
    assertThat(answers.to("unix_abstract")).isEqualTo("ok");
    assertThat(answers.to("unix_pair")).isEqualTo("ok");
  }

  @Test
  void aServerOfOnesOwnCanBeReached() {
    assertThat(answers.to("own_server")).isEqualTo("ok");
  }

  @Test
  void anInnerTerminalWorks() {
    assertThat(answers.to("pty")).isEqualTo("ok");
  }

  @Test
  void threadsAndSubprocessesWork() {
    assertThat(answers.to("thread")).isEqualTo("ok");
    assertThat(answers.to("subprocess")).isEqualTo("ok");
  }
}
