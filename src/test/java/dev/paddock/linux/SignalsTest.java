package dev.paddock.linux;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sun.misc.Signal;

@Timeout(120)
class SignalsTest {
  /** Has handlers for all that can have one, and dies by the signal that it is told. */
  static final class Program {
    public static void main(String[] arguments) throws Exception {
      Signal.handle(new Signal("TERM"), _ -> System.out.println("handled"));
      Signals.dieBy(Integer.parseInt(arguments[0]));
      Thread.sleep(Long.parseLong(arguments[1]));
      System.out.println("alive");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {Signals.SIGHUP, Signals.SIGINT, Signals.SIGKILL, Signals.SIGTERM, 13})
  void aProcessThatDiesByASignalDiesByThatOneAtOnce(int signal) throws Exception {
    assertThat(ChildJvm.run(Program.class, "" + signal, "0"))
        .isEqualTo(new ChildJvm(128 + signal, ""));
  }

  /** The kernel may deliver these a moment after kill(2) has returned. */
  @ParameterizedTest
  @ValueSource(ints = {Signals.SIGQUIT, 6, 8, 11})
  void aSignalThatWouldDumpItsCoreKillsToo(int signal) throws Exception {
    assertThat(ChildJvm.run(Program.class, "" + signal, "20000"))
        .isEqualTo(new ChildJvm(128 + signal, ""));
  }

  @Test
  void aSignalThatDoesNotKillLetsTheProcessGoOn() throws Exception {
    assertThat(ChildJvm.run(Program.class, "" + Signals.SIGCONT, "0"))
        .isEqualTo(new ChildJvm(0, "alive\n"));
  }
}
