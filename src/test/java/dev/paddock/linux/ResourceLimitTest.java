package dev.paddock.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ResourceLimitTest {
  /** Applies limits to itself: pairs of resource and value; then prints what the kernel says. */
  static final class Program {
    public static void main(String[] arguments) throws Exception {
      for (int i = 0; i < arguments.length; i += 2) {
        ResourceLimit.of(Integer.parseInt(arguments[i]), Long.parseLong(arguments[i + 1])).apply();
      }
      System.out.print(Files.readString(Path.of("/proc/self/limits")));
    }
  }

  @Test
  void softAndHardLimitAreBothSet() throws Exception {
    long memory = 8L << 30;
    String limits =
        limits(ResourceLimit.DATA, memory, ResourceLimit.CORE, 0, ResourceLimit.PROCESSES, 3210);
    assertThat(limits)
        .containsPattern("(?m)^Max data size +" + memory + " +" + memory + " +bytes")
        .containsPattern("(?m)^Max core file size +0 +0 +bytes")
        .containsPattern("(?m)^Max processes +3210 +3210 +processes");
  }

  @Test
  void aHardLimitThatIsLowerStays() throws Exception {
    String limits = limits(ResourceLimit.CORE, 4096, ResourceLimit.CORE, 1L << 40);
    assertThat(limits).containsPattern("(?m)^Max core file size +4096 +4096 +bytes");
  }

  @Test
  void noLimitAtAllIsLowerThanNothing() throws Exception {
    String limits = limits(ResourceLimit.CORE, 4096, ResourceLimit.CORE, -1);
    assertThat(limits).containsPattern("(?m)^Max core file size +4096 +4096 +bytes");
  }

  private static String limits(Object... pairs) throws Exception {
    String[] arguments = new String[pairs.length];
    for (int i = 0; i < pairs.length; i++) {
      arguments[i] = pairs[i].toString();
    }
    ChildJvm child = ChildJvm.run(Program.class, arguments);
    assertThat(child.status()).as(child.output()).isZero();
    return child.output();
  }
}
