package dev.paddock.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.EOFException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DescriptorPassingTest {
  private final List<Descriptor> open = new ArrayList<>();
  private Descriptor here;
  private Descriptor there;

  @BeforeEach
  void connect() throws Exception {
    Descriptor[] pair = Descriptor.socketPair();
    here = pair[0];
    there = pair[1];
    open.addAll(List.of(pair));
  }

  @AfterEach
  void close() {
    open.forEach(Descriptor::close);
  }

  @Test
  void whatIsReceivedIsTheSameOpenFile() throws Exception {
    DescriptorPassing.send(here, List.of(file("hello")));
    Descriptor received = receive(1).getFirst();
    byte[] buffer = new byte[10];
    assertThat(received.read(buffer)).isEqualTo(5);
    assertThat(new String(buffer, 0, 5, StandardCharsets.US_ASCII)).isEqualTo("hello");
    assertThat(SocketsTest.flags(received)).matches(flags -> (flags & 02000000) != 0);
  }

  @Test
  void theOrderIsKeptOverManyMessages() throws Exception {
    List<Descriptor> sent = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      sent.add(file(Integer.toString(i)));
    }
    DescriptorPassing.send(here, sent);
    sent.forEach(Descriptor::close);
    int index = 0;
    for (Descriptor received : receive(600)) {
      byte[] buffer = new byte[10];
      int length = received.read(buffer);
      assertThat(new String(buffer, 0, length, StandardCharsets.US_ASCII))
          .isEqualTo(Integer.toString(index++));
    }
  }

  @Test
  void noDescriptorsAreNoMessage() throws Exception {
    DescriptorPassing.send(here, List.of());
    assertThat(there.isReadable(0)).isFalse();
    assertThat(DescriptorPassing.receive(there, 0)).isEmpty();
  }

  @Test
  void dataBeforeAndBehindIsLeftAlone() throws Exception {
    here.write(new byte[] {'r'}, 0, 1);
    DescriptorPassing.send(here, List.of(file("x")));
    here.write(new byte[] {'g'}, 0, 1);
    byte[] one = new byte[1];
    assertThat(there.read(one)).isEqualTo(1);
    assertThat(one).containsExactly('r');
    assertThat(receive(1)).hasSize(1);
    assertThat(there.read(one)).isEqualTo(1);
    assertThat(one).containsExactly('g');
  }

  @Test
  void aSenderThatEndsTooEarlyIsAnError() throws Exception {
    DescriptorPassing.send(here, List.of(file("x")));
    here.close();
    assertThatExceptionOfType(EOFException.class)
        .isThrownBy(() -> DescriptorPassing.receive(there, 2));
  }

  @Test
  void aMessageWithoutDescriptorsIsAnError() throws Exception {
    here.write(new byte[] {1}, 0, 1);
    assertThatIOException()
        .isThrownBy(() -> DescriptorPassing.receive(there, 1))
        .withMessageContaining("without descriptors");
  }

  @Test
  void moreThanWasExpectedIsAnErrorAndNothingStaysOpen() throws Exception {
    DescriptorPassing.send(here, List.of(file("x"), file("y")));
    long before = openFiles();
    assertThatIOException()
        .isThrownBy(() -> DescriptorPassing.receive(there, 1))
        .withMessageContaining("expected 1 descriptors 2");
    assertThat(openFiles()).isEqualTo(before);
  }

  /** Counts memory files only: the JVM itself opens and closes others meanwhile. */
  private static long openFiles() throws Exception {
    try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
      return files.filter(DescriptorPassingTest::isMemoryFile).count();
    }
  }

  private static boolean isMemoryFile(Path link) {
    try {
      return Files.readSymbolicLink(link).toString().contains("memfd:passing");
    } catch (java.io.IOException e) {
      return false;
    }
  }

  private List<Descriptor> receive(int count) throws Exception {
    List<Descriptor> received = DescriptorPassing.receive(there, count);
    open.addAll(received);
    return received;
  }

  private Descriptor file(String content) throws Exception {
    Descriptor file = Descriptor.memoryFile("passing", content.getBytes(StandardCharsets.US_ASCII));
    open.add(file);
    return file;
  }
}
