package dev.paddock.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.paddock.linux.FileNames;
import dev.paddock.linux.ResourceLimit;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class InitPlanTest {
  @Test
  void anyPlanArrivesAsItWasSent() throws IOException {
    Random random = new Random(1);
    for (int i = 0; i < 400; i++) {
      InitPlan plan = plan(random);
      assertSame(read(bytes(plan)), plan);
    }
  }

  @Test
  void aPlanThatIsCutOffAnywhereIsNoPlan() throws IOException {
    Random random = new Random(2);
    for (int i = 0; i < 20; i++) {
      byte[] bytes = bytes(plan(random));
      for (int length = 0; length < bytes.length; length++) {
        byte[] cut = Arrays.copyOf(bytes, length);
        assertThatIOException().as("%d of %d", length, bytes.length).isThrownBy(() -> read(cut));
      }
    }
  }

  /** What comes of it may be another plan, but nothing else than an IOException is thrown. */
  @Test
  void damagedBytesAreNothingWorseThanAnError() throws IOException {
    Random random = new Random(3);
    int errors = 0;
    for (int i = 0; i < 2_000; i++) {
      byte[] bytes = bytes(plan(random));
      for (int damage = random.nextInt(4); damage >= 0; damage--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      try {
        read(bytes);
      } catch (IOException e) {
        errors++;
      }
    }
    assertThat(errors).isPositive();
  }

  @Test
  void whatComesAfterThePlanIsLeftToBeRead() throws IOException {
    InitPlan plan = plan(new Random(4));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(bytes(plan));
    bytes.write('g');
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
    InitPlan.readFrom(in);
    assertThat(in.read()).isEqualTo('g');
    assertThat(in.read()).isEqualTo(-1);
  }

  @Test
  void aLengthThatCantBeIsRefusedBeforeAnythingIsAllocated() {
    for (int length : new int[] {-1, Integer.MIN_VALUE, Integer.MAX_VALUE, (1 << 24) + 1}) {
      byte[] bytes = {
        (byte) (length >> 24), (byte) (length >> 16), (byte) (length >> 8), (byte) length
      };
      assertThatIOException()
          .isThrownBy(() -> read(bytes))
          .withMessageContaining(Integer.toString(length));
    }
  }

  @Test
  void anUnknownStepIsRefused() {
    byte[] bytes = {0, 0, 0, 1, 'X', 0, 0, 0, 0};
    assertThatIOException().isThrownBy(() -> read(bytes)).withMessageContaining("Unknown step");
  }

  private static InitPlan plan(Random random) {
    List<InitStep> steps = new ArrayList<>();
    for (int count = random.nextInt(8); count > 0; count--) {
      steps.add(step(random));
    }
    return new InitPlan(
        steps,
        new Launch(
            text(random),
            texts(random),
            text(random),
            texts(random),
            content(random),
            random.ints(random.nextInt(4), 0, 3).boxed().toList(),
            text(random)));
  }

  private static InitStep step(Random random) {
    return switch (random.nextInt(15)) {
      case 0 -> new InitStep.MountScratch(text(random), random.nextLong());
      case 1 -> new InitStep.MakeDirectory(text(random), random.nextInt());
      case 2 -> new InitStep.WriteFile(text(random), random.nextInt(), content(random));
      case 3 -> new InitStep.MountOverlay(text(random), text(random), text(random), text(random));
      case 4 -> new InitStep.MountTerminals(text(random));
      case 5 -> new InitStep.RaiseLoopback();
      case 6 ->
          new InitStep.StageTree(text(random), random.nextLong(), random.nextLong(), text(random));
      case 7 -> new InitStep.Seal(text(random), text(random), random.nextLong(), random.nextLong());
      case 8 -> new InitStep.Pin(text(random), text(random));
      case 9 -> new InitStep.Mask(text(random), text(random), text(random));
      case 13 -> new InitStep.MakeLink(text(random), text(random));
      case 10 -> new InitStep.Route(text(random), random.nextInt());
      case 12 ->
          new InitStep.Bind(
              text(random), text(random), text(random), random.nextLong(), random.nextLong());
      case 11 -> new InitStep.Listen(text(random), random.nextInt(), random.nextBoolean());
      default -> new InitStep.Limit(new ResourceLimit(random.nextInt(), random.nextLong()));
    };
  }

  /** Any byte string, as a file may be named; newlines, NUL and broken UTF-8 included. */
  private static String text(Random random) {
    return FileNames.decode(content(random));
  }

  private static List<String> texts(Random random) {
    return Stream.generate(() -> text(random)).limit(random.nextInt(5)).toList();
  }

  private static byte[] content(Random random) {
    byte[] bytes = new byte[random.nextInt(30)];
    random.nextBytes(bytes);
    return bytes;
  }

  private static byte[] bytes(InitPlan plan) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    plan.writeTo(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  private static InitPlan read(byte[] bytes) throws IOException {
    return InitPlan.readFrom(new DataInputStream(new ByteArrayInputStream(bytes)));
  }

  /** Records with arrays are equal only if the arrays are the same. */
  private static void assertSame(InitPlan actual, InitPlan expected) {
    assertThat(actual).usingRecursiveComparison().isEqualTo(expected);
    assertThat(actual.steps().stream().map(InitStep::getClass).toList())
        .isEqualTo(expected.steps().stream().map(InitStep::getClass).toList());
  }
}
