package dev.paddock.sandbox;

import dev.paddock.sandbox.SeccompFilter.Instruction;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * Runs a classic BPF program of seccomp(2) as the kernel does, and refuses what the kernel refuses
 * (seccomp_check_filter of kernel/seccomp.c, bpf_check_classic of net/core/filter.c).
 */
final class BpfMachine {
  private static final int MOST_INSTRUCTIONS = 4096;
  private static final int SIZE_OF_SECCOMP_DATA = 64;

  private static final int LOAD_WORD_ABSOLUTE = 0x20;
  private static final int AND_CONSTANT = 0x54;
  private static final int JUMP_ALWAYS = 0x05;
  private static final int JUMP_EQUAL = 0x15;
  private static final int JUMP_GREATER = 0x25;
  private static final int JUMP_GREATER_OR_EQUAL = 0x35;
  private static final int JUMP_SET = 0x45;
  private static final int RETURN_CONSTANT = 0x06;

  private final int[] codes;
  private final int[] ifTrue;
  private final int[] ifFalse;
  private final int[] values;

  /**
   * What the kernel shows a filter: struct seccomp_data.
   *
   * @param arguments six
   */
  record Call(int number, int architecture, long... arguments) {
    ByteBuffer bytes() {
      ByteBuffer data = ByteBuffer.allocate(SIZE_OF_SECCOMP_DATA).order(ByteOrder.nativeOrder());
      data.putInt(0, number).putInt(4, architecture).putLong(8, 0x7f00_dead_beefL);
      for (int i = 0; i < 6; i++) {
        data.putLong(16 + 8 * i, arguments[i]);
      }
      return data;
    }
  }

  /** Loads a program in the form that bubblewrap reads. */
  static BpfMachine load(byte[] program) {
    if (program.length % 8 != 0) {
      throw new IllegalArgumentException("No array of struct sock_filter");
    }
    BpfMachine machine = new BpfMachine(program.length / 8);
    ByteBuffer bytes = ByteBuffer.wrap(program).order(ByteOrder.nativeOrder());
    for (int i = 0; i < machine.codes.length; i++) {
      machine.codes[i] = Short.toUnsignedInt(bytes.getShort());
      machine.ifTrue[i] = Byte.toUnsignedInt(bytes.get());
      machine.ifFalse[i] = Byte.toUnsignedInt(bytes.get());
      machine.values[i] = bytes.getInt();
    }
    machine.check();
    return machine;
  }

  private BpfMachine(int length) {
    codes = new int[length];
    ifTrue = new int[length];
    ifFalse = new int[length];
    values = new int[length];
  }

  /** Tells whether the bytes say what the instructions say: no jump is cut to a byte. */
  boolean holds(List<Instruction> instructions) {
    boolean same = instructions.size() == codes.length;
    for (int i = 0; same && i < codes.length; i++) {
      same =
          instructions.get(i).equals(new Instruction(codes[i], ifTrue[i], ifFalse[i], values[i]));
    }
    return same;
  }

  /** Returns what the program returns. */
  int run(Call call) {
    ByteBuffer data = call.bytes();
    int accumulator = 0;
    int at = 0;
    while (true) {
      int value = values[at];
      int compared = Integer.compareUnsigned(accumulator, value);
      switch (codes[at]) {
        case LOAD_WORD_ABSOLUTE -> accumulator = data.getInt(value);
        case AND_CONSTANT -> accumulator &= value;
        case JUMP_ALWAYS -> at += value;
        case JUMP_EQUAL -> at += compared == 0 ? ifTrue[at] : ifFalse[at];
        case JUMP_GREATER -> at += compared > 0 ? ifTrue[at] : ifFalse[at];
        case JUMP_GREATER_OR_EQUAL -> at += compared >= 0 ? ifTrue[at] : ifFalse[at];
        case JUMP_SET -> at += (accumulator & value) != 0 ? ifTrue[at] : ifFalse[at];
        case RETURN_CONSTANT -> {
          return value;
        }
        default -> throw new IllegalStateException("Unknown instruction " + codes[at]);
      }
      at++;
    }
  }

  private void check() {
    int length = codes.length;
    if (length == 0 || length > MOST_INSTRUCTIONS || codes[length - 1] != RETURN_CONSTANT) {
      throw new IllegalArgumentException("Length " + length + ", or no return at the end");
    }
    for (int at = 0; at < length; at++) {
      switch (codes[at]) {
        case LOAD_WORD_ABSOLUTE -> require(at, values[at] >= 0 && values[at] < 64);
        case JUMP_ALWAYS -> require(at, Integer.compareUnsigned(values[at], length - at - 1) < 0);
        case JUMP_EQUAL, JUMP_GREATER, JUMP_GREATER_OR_EQUAL, JUMP_SET ->
            require(at, at + 1 + Math.max(ifTrue[at], ifFalse[at]) < length);
        case AND_CONSTANT, RETURN_CONSTANT -> {}
        default -> require(at, false);
      }
      require(at, codes[at] != LOAD_WORD_ABSOLUTE || values[at] % 4 == 0);
    }
  }

  private void require(int at, boolean accepted) {
    if (!accepted) {
      throw new IllegalArgumentException(
          "The kernel refuses instruction %d: code %#x, %d, %d, value %#x"
              .formatted(at, codes[at], ifTrue[at], ifFalse[at], values[at]));
    }
  }
}
