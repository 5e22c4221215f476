package dev.paddock.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.paddock.linux.ExitStatus.Exited;
import dev.paddock.linux.ExitStatus.Killed;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ProcessesTest {
  private static final String LIST_DESCRIPTORS =
      "i=0; while [ $i -lt 200 ]; do [ -e /proc/$$/fd/$i ] && echo $i; i=$((i+1)); done; :";

  private Descriptor output;
  private Descriptor childsOutput;
  private Descriptor nothing;

  @BeforeEach
  void connect() throws Exception {
    Descriptor[] pair = Descriptor.socketPair();
    output = pair[0];
    childsOutput = pair[1];
    nothing = Descriptor.memoryFile("nothing", new byte[0]);
  }

  @AfterEach
  void close() {
    output.close();
    childsOutput.close();
    nothing.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 125, 255})
  void theExitStatusIsTheChilds(int code) throws Exception {
    assertThat(Processes.await(shell("exit " + code, List.of()))).isEqualTo(new Exited(code));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 9, 15})
  void aDeathBySignalIsTold(int signal) throws Exception {
    assertThat(Processes.await(shell("kill -" + signal + " $$", List.of())))
        .isEqualTo(new Killed(signal));
  }

  @Test
  void aSignalReachesTheChild() throws Exception {
    int pid = shell("exec sleep 100", List.of());
    assertThat(Processes.signal(pid, Signals.SIGKILL)).isTrue();
    assertThat(Processes.await(pid)).isEqualTo(new Killed(Signals.SIGKILL));
  }

  @Test
  void aProcessThatHasBeenWaitedForIsNotThere() throws Exception {
    int pid = shell("exit 0", List.of());
    Processes.await(pid);
    assertThat(Processes.signal(pid, 0)).isFalse();
  }

  @Test
  void onlyChildrenCanBeAwaited() {
    int self = (int) ProcessHandle.current().pid();
    assertThatExceptionOfType(LinuxException.class)
        .isThrownBy(() -> Processes.await(self))
        .satisfies(e -> assertThat(e.errno()).isEqualTo(Errno.ECHILD));
  }

  @Test
  void aProgramThatIsNotThereIsAnErrorThatNamesIt() {
    assertThatExceptionOfType(LinuxException.class)
        .isThrownBy(() -> Processes.spawn("/nothing", List.of("nothing"), List.of(), standard()))
        .withMessageContaining("/nothing")
        .satisfies(e -> assertThat(e.errno()).isEqualTo(Errno.ENOENT));
  }

  @Test
  void theChildHasExactlyTheDescriptorsThatItIsGiven() throws Exception {
    Descriptor[] other = Descriptor.socketPair(); // two that must not be passed on
    SequencedMap<Integer, Descriptor> descriptors = standard();
    descriptors.put(150, other[0]);
    int pid =
        Processes.spawn("/bin/sh", List.of("sh", "-c", LIST_DESCRIPTORS), List.of(), descriptors);
    assertThat(childsOutput().lines()).containsExactly("0", "1", "2", "150");
    assertThat(Processes.await(pid)).isEqualTo(new Exited(0));
    other[0].close();
    other[1].close();
  }

  @Test
  void aDescriptorThatKeepsItsNumberIsPassedOn() throws Exception {
    Descriptor file = Descriptor.memoryFile("content", "read me".getBytes(StandardCharsets.UTF_8));
    SequencedMap<Integer, Descriptor> descriptors = standard();
    descriptors.put(file.number(), file);
    int pid =
        Processes.spawn(
            "/bin/sh",
            List.of("sh", "-c", "cat /proc/self/fd/" + file.number()),
            List.of("PATH=/usr/bin:/bin"),
            descriptors);
    assertThat(childsOutput()).isEqualTo("read me");
    Processes.await(pid);
    file.close();
  }

  @Test
  void aNumberThatWouldOverwriteAnotherIsRefused() throws Exception {
    Descriptor[] pair = Descriptor.socketPair();
    SequencedMap<Integer, Descriptor> descriptors = standard();
    descriptors.put(pair[1].number(), pair[0]);
    descriptors.put(pair[0].number(), pair[1]);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Processes.spawn("/bin/true", List.of("true"), List.of(), descriptors));
    pair[0].close();
    pair[1].close();
  }

  @Test
  void theChildHasExactlyTheVariablesThatItIsGiven() throws Exception {
    int pid =
        shell("tr '\\0' '\\n' </proc/$$/environ", List.of("PATH=/usr/bin:/bin", "EMPTY=", "É=ü"));
    assertThat(childsOutput().lines()).containsExactly("PATH=/usr/bin:/bin", "EMPTY=", "É=ü");
    Processes.await(pid);
  }

  @Test
  void argumentsThatAreNotUtf8KeepTheirBytes() throws Exception {
    int pid =
        Processes.spawn(
            "/bin/sh",
            List.of("sh", "-c", "printf %s \"$1\" | od -An -tx1", "sh", "a\uDCFF b"),
            List.of("PATH=/usr/bin:/bin"),
            standard());
    assertThat(childsOutput().strip()).isEqualTo("61 ff 20 62");
    Processes.await(pid);
  }

  @Test
  void thisProcessHasAGroupAndAParent() throws Exception {
    ProcessHandle self = ProcessHandle.current();
    assertThat(Processes.group(0)).isEqualTo(Processes.group((int) self.pid()));
    assertThat((long) Processes.parent()).isEqualTo(self.parent().orElseThrow().pid());
  }

  private int shell(String script, List<String> environment) throws LinuxException {
    return Processes.spawn("/bin/sh", List.of("sh", "-c", script), environment, standard());
  }

  private SequencedMap<Integer, Descriptor> standard() {
    SequencedMap<Integer, Descriptor> descriptors = new LinkedHashMap<>();
    descriptors.put(0, nothing);
    descriptors.put(1, childsOutput);
    descriptors.put(2, childsOutput);
    return descriptors;
  }

  private String childsOutput() throws LinuxException {
    childsOutput.close();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] buffer = new byte[4096];
    for (int count = output.read(buffer); count > 0; count = output.read(buffer)) {
      bytes.write(buffer, 0, count);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
