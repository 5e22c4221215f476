package dev.paddock.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DescriptorTest {
  private static final int MEGABYTE = 1 << 20;
  private Descriptor here;
  private Descriptor there;

  @BeforeEach
  void connect() throws Exception {
    Descriptor[] pair = Descriptor.socketPair();
    here = pair[0];
    there = pair[1];
  }

  @AfterEach
  void close() {
    here.close();
    there.close();
  }

  @Test
  void whatIsWrittenIsReadAtTheOtherEnd() throws Exception {
    here.write(new byte[] {9, 1, 2, 3, 9}, 1, 3);
    byte[] buffer = new byte[10];
    assertThat(there.read(buffer)).isEqualTo(3);
    assertThat(buffer).startsWith(1, 2, 3);
  }

  @Test
  void theEndOfFileIsMinusOne() throws Exception {
    here.close();
    assertThat(there.read(new byte[10])).isEqualTo(-1);
  }

  @Test
  void waitingForSeveralEndsWithTheFirstThatHasSomething() throws Exception {
    Descriptor[] silent = Descriptor.socketPair();
    FutureTask<Boolean> waiting =
        start(
            () -> {
              Descriptor.awaitAny(List.of(silent[0], there), 30_000);
              return there.isReadable(0);
            });
    assertThat(waiting.isDone()).isFalse();
    here.write(new byte[] {1}, 0, 1);

    assertThat(waiting.get(10, TimeUnit.SECONDS)).isTrue();
    silent[0].close();
    silent[1].close();
  }

  @Test
  void waitingForSeveralEndsAfterItsTime() {
    Descriptor.awaitAny(List.of(there), 1);

    assertThat(there.isReadable(0)).isFalse();
  }

  @Test
  void waitingForSeveralEndsWithTheEndOfOne() throws Exception {
    FutureTask<Boolean> waiting =
        start(
            () -> {
              Descriptor.awaitAny(List.of(there), 30_000);
              return there.isReadable(0);
            });
    here.close();

    assertThat(waiting.get(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void whatWasWrittenBeforeTheEndIsStillRead() throws Exception {
    here.write(new byte[] {5}, 0, 1);
    here.close();
    assertThat(there.read(new byte[10])).isEqualTo(1);
    assertThat(there.read(new byte[10])).isEqualTo(-1);
  }

  @Test
  void aMegabyteInEachDirectionAtOnceArrivesAsItWas() throws Exception {
    byte[] one = random(1);
    byte[] two = random(2);
    FutureTask<byte[]> atThere = start(() -> read(there, MEGABYTE));
    FutureTask<byte[]> atHere = start(() -> read(here, MEGABYTE));
    FutureTask<Integer> writer =
        start(
            () -> {
              there.write(two, 0, two.length);
              return two.length;
            });
    here.write(one, 0, one.length);
    assertThat(writer.get(30, TimeUnit.SECONDS)).isEqualTo(MEGABYTE);
    assertThat(atThere.get(30, TimeUnit.SECONDS)).isEqualTo(one);
    assertThat(atHere.get(30, TimeUnit.SECONDS)).isEqualTo(two);
  }

  @Test
  void nothingToReadIsNotReadable() {
    assertThat(there.isReadable(0)).isFalse();
  }

  @Test
  void somethingToReadIsReadable() throws Exception {
    here.write(new byte[] {1}, 0, 1);
    assertThat(there.isReadable(10_000)).isTrue();
  }

  @Test
  void theEndOfFileIsReadable() {
    here.close();
    assertThat(there.isReadable(10_000)).isTrue();
  }

  @Test
  void writingToAnEndThatIsGoneIsAnErrorAndNoDeath() {
    there.close();
    assertThatExceptionOfType(LinuxException.class)
        .isThrownBy(() -> here.write(new byte[] {1}, 0, 1));
  }

  @Test
  void aDuplicateIsTheSameOpenFile() throws Exception {
    Descriptor spare = Descriptor.memoryFile("spare", new byte[0]);
    there.duplicateTo(spare.number());
    here.write(new byte[] {7}, 0, 1);
    byte[] buffer = new byte[1];
    assertThat(spare.read(buffer)).isEqualTo(1);
    assertThat(buffer).containsExactly(7);
    spare.close();
  }

  @Test
  void aDuplicateLivesOnWhenTheOriginalIsClosed() throws Exception {
    Descriptor spare = Descriptor.memoryFile("spare", new byte[0]);
    there.duplicateTo(spare.number());
    there.close();
    here.write(new byte[] {7}, 0, 1);
    assertThat(spare.read(new byte[1])).isEqualTo(1);
    spare.close();
  }

  @Test
  void aMemoryFileHoldsItsContentFromTheStart() throws Exception {
    byte[] content = random(3);
    try (Descriptor file = Descriptor.memoryFile("test", content)) {
      assertThat(read(file, MEGABYTE)).isEqualTo(content);
      assertThat(file.read(new byte[1])).isEqualTo(-1);
    }
  }

  @Test
  void anEmptyMemoryFileIsAtItsEnd() throws Exception {
    try (Descriptor file = Descriptor.memoryFile("test", new byte[0])) {
      assertThat(file.read(new byte[1])).isEqualTo(-1);
    }
  }

  @Test
  void closingTwiceDoesNotCloseWhatGotTheNumberSince() throws Exception {
    Descriptor first = Descriptor.memoryFile("first", new byte[0]);
    first.close();
    try (Descriptor second = Descriptor.memoryFile("second", new byte[] {1})) {
      first.close();
      assertThat(second.read(new byte[1])).isEqualTo(1);
    }
  }

  @Test
  void aClosedDescriptorCantBeRead() throws Exception {
    Descriptor number = Descriptor.inherited(1_000_000);
    assertThatExceptionOfType(LinuxException.class)
        .isThrownBy(() -> number.read(new byte[1]))
        .satisfies(e -> assertThat(e.errno()).isEqualTo(Errno.EBADF));
  }

  private static byte[] random(long seed) {
    byte[] bytes = new byte[MEGABYTE];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  private static byte[] read(Descriptor descriptor, int length) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] buffer = new byte[8192];
    while (bytes.size() < length) {
      int count = descriptor.read(buffer);
      if (count < 0) {
        break;
      }
      bytes.write(buffer, 0, count);
    }
    return bytes.toByteArray();
  }

  private static <T> FutureTask<T> start(Callable<T> work) {
    FutureTask<T> task = new FutureTask<>(work);
    Thread.ofPlatform().daemon().start(task);
    return task;
  }
}
