package dev.paddock.egress;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ChannelException;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class FaultTest {
  @Test
  void aLimitOfFilesIsNoFaultOfPaddocks() {
    IOException limit = new IOException("accept(..) failed with error(-24): Too many open files");
    assertThat(Fault.text(limit)).contains("ulimit -n").doesNotContain("report");
    assertThat(Fault.text(new ChannelException(limit))).contains("ulimit -n");
  }

  @Test
  void whatNobodyExpectedIsToBeReported() {
    assertThat(Fault.text(new IllegalStateException("x")))
        .contains("please report it")
        .contains("x");
  }
}
