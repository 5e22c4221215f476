package dev.paddock.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.sandbox.SystemCallTable.Call;
import dev.paddock.sandbox.SystemCallTable.Condition;
import dev.paddock.sandbox.SystemCallTable.Refusal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SeccompFilterTest {
  private static final int X86_64 = 0xC000003E;
  private static final int I386 = 0x40000003;
  private static final int X32_BIT = 0x40000000;
  private static final int ENOSYS = 38;
  private static final int ALLOW = 0x7fff0000;
  private static final int ERROR = 0x00050000;
  private static final int HIGHEST = 600;

  private static final SystemCallTable TABLE = SystemCallTable.read();
  private static final BpfMachine FILTER = BpfMachine.load(SeccompFilter.compile(TABLE));

  static IntStream numbers() {
    return IntStream.rangeClosed(0, HIGHEST);
  }

  @ParameterizedTest
  @MethodSource("numbers")
  void everyCallGetsTheAnswerOfTheTableWhateverItsArguments(int number) {
    Random random = new Random(number);
    long[] interesting = interesting(number);
    for (int i = 0; i < 500; i++) {
      long[] arguments = new long[6];
      for (int argument = 0; argument < 6; argument++) {
        arguments[argument] = argument(random, interesting);
      }
      assertAnswer(TABLE, FILTER, number, arguments);
    }
  }

  /** The exceptions of the table look at three arguments at most, at these in every combination. */
  @ParameterizedTest
  @MethodSource("numbers")
  void everyCombinationOfTheValuesOfTheTableGetsItsAnswer(int number) {
    long[] values = interesting(number);
    for (long first : values) {
      for (long second : values) {
        for (long third : values) {
          assertAnswer(TABLE, FILTER, number, first, second, third, third, second, first);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("numbers")
  void theX32InterfaceIsNotThere(int number) {
    assertThat(run(FILTER, X32_BIT | number, X86_64)).isEqualTo(ERROR | ENOSYS);
  }

  @ParameterizedTest
  @MethodSource("numbers")
  void theInterfaceOf32BitIsNotThere(int number) {
    assertThat(run(FILTER, number, I386)).isEqualTo(ERROR | ENOSYS);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 0x3E, 0xC00000B7, 0x40000028, 0x8000003E, 0x4000003E, -1})
  void noOtherArchitectureIsThere(int architecture) {
    for (int number : new int[] {0, 1, 59, 101, 165, 435, -1}) {
      assertThat(run(FILTER, number, architecture)).isEqualTo(ERROR | ENOSYS);
    }
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        601,
        1000,
        65_535,
        0x3FFFFFFF,
        0x7FFFFFFF,
        0x80000000,
        0x80000001,
        0xC0000001,
        -1,
        -2
      })
  void aNumberBeyondTheTableIsNotThere(int number) {
    assertThat(run(FILTER, number, X86_64)).isEqualTo(ERROR | ENOSYS);
  }

  @Test
  void theHighHalfOfAnArgumentHidesNothing() {
    long high = 0xFFFF_FFFF_0000_0000L;
    assertThat(FILTER.run(new BpfMachine.Call(16, X86_64, 0, high | 0x5412, 0, 0, 0, 0)))
        .as("TIOCSTI")
        .isEqualTo(ERROR | 1);
    assertThat(FILTER.run(new BpfMachine.Call(272, X86_64, high | 0x20000, 0, 0, 0, 0, 0)))
        .as("unshare(CLONE_NEWNS)")
        .isEqualTo(ERROR | 1);
    assertThat(FILTER.run(new BpfMachine.Call(41, X86_64, high | 38, 5, 0, 0, 0, 0)))
        .as("socket(AF_ALG)")
        .isEqualTo(ERROR | 97);
  }

  @Test
  void aBrowsersOwnSandboxIsLetThrough() {
    int newUserPidNetIpc = 0x10000000 | 0x20000000 | 0x40000000 | 0x08000000;
    assertThat(run(FILTER, 272, X86_64, newUserPidNetIpc)).isEqualTo(ALLOW);
    assertThat(run(FILTER, 56, X86_64, newUserPidNetIpc | 17)).isEqualTo(ALLOW);
  }

  @Test
  void theProgramIsTheInstructionsAndNoJumpIsCut() {
    assertThat(FILTER.holds(SeccompFilter.instructions(TABLE))).isTrue();
  }

  @Test
  void theProgramIsFarShorterThanTheKernelsLimit() {
    assertThat(SeccompFilter.compile(TABLE).length / 8).isLessThan(2048);
  }

  @Test
  void anEmptyTableAllowsNothing() {
    BpfMachine filter = BpfMachine.load(SeccompFilter.compile(new SystemCallTable(List.of())));
    assertThat(run(filter, 0, X86_64)).isEqualTo(ERROR | ENOSYS);
    assertThat(run(filter, 60, X86_64)).isEqualTo(ERROR | ENOSYS);
  }

  @Test
  void anyTableIsCompiledToItsMeaning() {
    Random random = new Random(1);
    for (int i = 0; i < 300; i++) {
      SystemCallTable table = table(random);
      BpfMachine filter = BpfMachine.load(SeccompFilter.compile(table));
      for (int j = 0; j < 300; j++) {
        long[] arguments = random.longs(6, -2, 5).toArray();
        assertAnswer(table, filter, random.nextInt(80), arguments);
      }
    }
  }

  /** Small numbers everywhere, so that conditions often hold. */
  private static SystemCallTable table(Random random) {
    int[] errors = {0, 0, 1, 38, 97};
    List<Call> calls = new ArrayList<>();
    for (int number = 0; number < 70; number++) {
      if (random.nextBoolean()) {
        List<Refusal> exceptions = new ArrayList<>();
        while (random.nextInt(3) == 0) {
          List<Condition> conditions = new ArrayList<>();
          do {
            conditions.add(
                new Condition(
                    random.nextInt(6),
                    random.nextBoolean() ? -1 : random.nextInt(8),
                    random.nextBoolean(),
                    random.ints(1 + random.nextInt(3), -2, 5).boxed().toList()));
          } while (random.nextBoolean());
          exceptions.add(new Refusal(1 + random.nextInt(100), conditions));
        }
        calls.add(new Call(number, "call" + number, errors[random.nextInt(5)], exceptions));
      }
    }
    return new SystemCallTable(calls);
  }

  private static long argument(Random random, long[] interesting) {
    return switch (random.nextInt(3)) {
      case 0 -> random.nextLong();
      case 1 -> interesting[random.nextInt(interesting.length)];
      default ->
          interesting[random.nextInt(interesting.length)] & 0xFFFF_FFFFL | random.nextLong() << 32;
    };
  }

  /** Edges, and what the table itself names for a call, with neighbours. */
  private static long[] interesting(int number) {
    List<Long> values = new ArrayList<>(List.of(0L, 1L, -1L, 0x8000_0000L, 0x1_0000_0000L));
    for (Call call : TABLE.calls()) {
      if (call.number() == number) {
        for (Refusal exception : call.exceptions()) {
          for (Condition condition : exception.conditions()) {
            values.add((long) condition.mask());
            values.add((long) ~condition.mask());
            values.add((long) Integer.lowestOneBit(condition.mask()));
            for (int value : condition.values()) {
              values.add((long) value);
              values.add(value + 1L);
            }
          }
        }
      }
    }
    return values.stream().distinct().mapToLong(value -> value).toArray();
  }

  private static void assertAnswer(
      SystemCallTable table, BpfMachine filter, int number, long... arguments) {
    int answer = filter.run(new BpfMachine.Call(number, X86_64, arguments));
    int error = error(table, number, arguments);
    int expected = error == 0 ? ALLOW : ERROR | error;
    if (answer != expected) { // asked very often: an assertion each would take a while
      assertThat(answer)
          .as("call %d with %s", number, Arrays.toString(arguments))
          .isEqualTo(expected);
    }
  }

  /** The table's meaning as its header says it. */
  private static int error(SystemCallTable table, int number, long[] arguments) {
    for (Call call : table.calls()) {
      if (call.number() == number) {
        return call.exceptions().stream()
            .filter(e -> e.conditions().stream().allMatch(c -> holds(c, arguments)))
            .map(Refusal::error)
            .findFirst()
            .orElse(call.error());
      }
    }
    return ENOSYS;
  }

  private static boolean holds(Condition condition, long[] arguments) {
    int value = (int) arguments[condition.argument()] & condition.mask();
    return condition.values().contains(value) == condition.in();
  }

  private static int run(BpfMachine filter, int number, int architecture, long... first) {
    long[] arguments = new long[6];
    System.arraycopy(first, 0, arguments, 0, first.length);
    return filter.run(new BpfMachine.Call(number, architecture, arguments));
  }
}
