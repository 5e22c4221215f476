package dev.paddock.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.paddock.sandbox.SystemCallTable.Call;
import dev.paddock.sandbox.SystemCallTable.Condition;
import dev.paddock.sandbox.SystemCallTable.Refusal;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SystemCallTableTest {
  private static final Map<String, Call> REAL =
      SystemCallTable.read().calls().stream()
          .collect(Collectors.toMap(Call::name, Function.identity()));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mount",
        "umount2",
        "pivot_root",
        "open_tree",
        "open_tree_attr",
        "move_mount",
        "fsopen",
        "fsconfig",
        "fsmount",
        "fspick",
        "mount_setattr",
        "setns",
        "open_by_handle_at",
        "bpf",
        "perf_event_open",
        "userfaultfd",
        "io_uring_setup",
        "io_uring_enter",
        "io_uring_register",
        "keyctl",
        "add_key",
        "request_key",
        "init_module",
        "finit_module",
        "delete_module",
        "kexec_load",
        "kexec_file_load",
        "reboot",
        "swapon",
        "swapoff",
        "syslog",
        "acct",
        "quotactl",
        "quotactl_fd",
        "iopl",
        "ioperm",
        "modify_ldt",
        "settimeofday",
        "clock_settime",
        "sethostname",
        "setdomainname",
        "vhangup",
        "clone3",
        "openat2",
        "lsm_set_self_attr",
        "uselib",
        "nfsservctl",
        "_sysctl",
        "lookup_dcookie"
      })
  void aCallThatIsDangerousIsAnsweredWithAnErrorWhateverItsArguments(String name) {
    assertThat(REAL.get(name).error()).isNotZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "clone", "unshare", "ioctl", "socket", "socketpair", "setsockopt", "personality", "open",
        "openat", "creat", "mknod", "mknodat", "chmod", "fchmod", "fchmodat", "fchmodat2"
      })
  void aCallThatIsDangerousWithSomeArgumentsHasAnException(String name) {
    assertThat(REAL.get(name).exceptions()).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "read",
        "write",
        "execve",
        "fork",
        "vfork",
        "ptrace",
        "futex",
        "epoll_wait",
        "mmap",
        "sendmsg",
        "recvmsg",
        "rename",
        "unlink",
        "landlock_create_ruleset",
        "seccomp",
        "statx",
        "memfd_create",
        "pidfd_open",
        "rseq",
        "semget",
        "mq_open",
        "inotify_add_watch"
      })
  void aCallThatOrdinaryWorkNeedsIsLetThrough(String name) {
    assertThat(REAL.get(name)).extracting(Call::error).isEqualTo(0);
    assertThat(REAL.get(name).exceptions()).isEmpty();
  }

  @Test
  void everyNumberStandsThereOnceAndInOrder() {
    List<Integer> numbers = SystemCallTable.read().calls().stream().map(Call::number).toList();
    assertThat(numbers).isSorted().doesNotHaveDuplicates().first().isEqualTo(0);
  }

  @Test
  void everyNameStandsThereOnce() {
    Set<String> names = new HashSet<>();
    SystemCallTable.read()
        .calls()
        .forEach(call -> assertThat(names.add(call.name())).as(call.name()).isTrue());
  }

  @Test
  void everyExceptionLooksAtOneOfSixArgumentsAndIsARefusal() {
    for (Call call : REAL.values()) {
      for (Refusal refusal : call.exceptions()) {
        assertThat(refusal.error()).as(call.name()).isPositive();
        assertThat(refusal.conditions())
            .as(call.name())
            .isNotEmpty()
            .allSatisfy(condition -> assertThat(condition.argument()).isBetween(0, 5))
            .allSatisfy(condition -> assertThat(condition.values()).isNotEmpty());
      }
    }
  }

  @Test
  void aLineIsNumberNameAndAnswer() {
    assertThat(SystemCallTable.parse("# comment\n\n3 close allow\n5 fstat EPERM\n").calls())
        .containsExactly(new Call(3, "close", 0, List.of()), new Call(5, "fstat", 1, List.of()));
  }

  @Test
  void anIndentedLineIsAnExceptionOfTheCallAboveIt() {
    SystemCallTable table =
        SystemCallTable.parse(
            """
            1 one allow
            2 two allow
                EPERM if arg1&0xF0 not-in 0 010 and arg0 in 0xFFFFFFFF
                ENOSYS if arg5 in 0xFFFFFFFF
            """);
    assertThat(table.calls().getFirst().exceptions()).isEmpty();
    assertThat(table.calls().getLast().exceptions())
        .containsExactly(
            new Refusal(
                1,
                List.of(
                    new Condition(1, 0xF0, false, List.of(0, 8)),
                    new Condition(0, -1, true, List.of(-1)))),
            new Refusal(38, List.of(new Condition(5, -1, true, List.of(-1)))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1 one",
        "1 one allow deny",
        "one 1 allow",
        "1 one permit",
        "1 one EWHATEVER",
        "1 one Allow",
        "1 one allow\n1 two allow",
        "2 two allow\n1 one allow",
        "    EPERM if arg0 in 1",
        "1 one allow\n    EPERM",
        "1 one allow\n    EPERM unless arg0 in 1",
        "1 one allow\n    EPERM if",
        "1 one allow\n    EPERM if arg0",
        "1 one allow\n    EPERM if arg0 in",
        "1 one allow\n    EPERM if arg0 is 1",
        "1 one allow\n    EPERM if arg in 1",
        "1 one allow\n    EPERM if 0 in 1",
        "1 one allow\n    EPERM if arg0 in one",
        "1 one allow\n    EPERM if arg0&mask in 1",
        "1 one allow\n    EPERM if arg0 in 1 and",
        "1 one allow\n    EPERM if arg0 in 1 and and arg1 in 1",
        "1 one allow\n    allow if arg0 in 1",
        "1 one allow\n\tEPERM if arg0 in 1",
      })
  void aLineThatIsNotUnderstoodIsAnError(String text) {
    assertThatThrownBy(() -> SystemCallTable.parse(text)).isInstanceOf(RuntimeException.class);
  }
}
