package dev.paddock.sandbox;

import dev.paddock.sandbox.SystemCallTable.Call;
import dev.paddock.sandbox.SystemCallTable.Condition;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Compiles a {@link SystemCallTable} to a classic BPF program for seccomp(2).
 *
 * <p>The program looks at the architecture first (i386 calls are answered with ENOSYS; x32 numbers,
 * which have bit 30 set, lie beyond the table and are answered alike), then finds the number by
 * binary search over ranges of calls with the same answer: about ten instructions a call. The
 * kernel keeps a bitmap of the numbers whose answer is "allow" whatever the arguments are, and runs
 * the program for the others only (Linux 5.11).
 */
final class SeccompFilter {
  private static final int AUDIT_ARCH_X86_64 = 0xC000003E;
  private static final int ENOSYS = 38;
  private static final int OFFSET_OF_NUMBER = 0;
  private static final int OFFSET_OF_ARCHITECTURE = 4;
  private static final int OFFSET_OF_ARGUMENTS = 16;

  private static final int LOAD_WORD = 0x20;
  private static final int AND = 0x54;
  private static final int JUMP = 0x05;
  private static final int JUMP_IF_EQUAL = 0x15;
  private static final int JUMP_IF_GREATER_OR_EQUAL = 0x35;
  private static final int RETURN = 0x06;
  private static final int RETURN_ALLOW = 0x7fff0000;
  private static final int RETURN_ERROR = 0x00050000;

  /** struct sock_filter of linux/filter.h. */
  record Instruction(int code, int ifTrue, int ifFalse, int value) {}

  /** Calls from a number on, up to the next range, that get the same answer. */
  private record Range(int from, List<Instruction> answer) {}

  private SeccompFilter() {}

  /** Returns the program as bubblewrap's --seccomp reads it: an array of struct sock_filter. */
  static byte[] compile(SystemCallTable table) {
    List<Instruction> program = instructions(table);
    ByteBuffer bytes = ByteBuffer.allocate(program.size() * 8).order(ByteOrder.nativeOrder());
    for (Instruction i : program) {
      bytes.putShort((short) i.code());
      bytes.put((byte) i.ifTrue()).put((byte) i.ifFalse()).putInt(i.value());
    }
    return bytes.array();
  }

  static List<Instruction> instructions(SystemCallTable table) {
    List<Instruction> program = new ArrayList<>();
    program.add(load(OFFSET_OF_ARCHITECTURE));
    program.add(new Instruction(JUMP_IF_EQUAL, 1, 0, AUDIT_ARCH_X86_64));
    program.add(answer(ENOSYS));
    program.add(load(OFFSET_OF_NUMBER));
    program.addAll(search(ranges(table.calls())));
    return program;
  }

  private static List<Range> ranges(List<Call> calls) {
    List<Range> ranges = new ArrayList<>();
    int next = 0;
    for (Call call : calls) {
      if (call.number() > next) {
        append(ranges, new Range(next, List.of(answer(ENOSYS))));
      }
      append(ranges, new Range(call.number(), answer(call)));
      next = call.number() + 1;
    }
    append(ranges, new Range(next, List.of(answer(ENOSYS))));
    return ranges;
  }

  private static void append(List<Range> ranges, Range range) {
    if (ranges.isEmpty() || !ranges.getLast().answer().equals(range.answer())) {
      ranges.add(range);
    }
  }

  /**
   * A conditional jump reaches 255 instructions only, so the far side is reached by an
   * unconditional one.
   */
  private static List<Instruction> search(List<Range> ranges) {
    if (ranges.size() == 1) {
      return ranges.getFirst().answer();
    }
    int middle = ranges.size() / 2;
    List<Instruction> below = search(ranges.subList(0, middle));
    List<Instruction> code = new ArrayList<>();
    code.add(new Instruction(JUMP_IF_GREATER_OR_EQUAL, 0, 1, ranges.get(middle).from()));
    code.add(new Instruction(JUMP, 0, 0, below.size()));
    code.addAll(below);
    code.addAll(search(ranges.subList(middle, ranges.size())));
    return code;
  }

  private static List<Instruction> answer(Call call) {
    List<Instruction> code = new ArrayList<>();
    for (SystemCallTable.Refusal exception : call.exceptions()) {
      List<Instruction> body = new ArrayList<>();
      body.add(answer(exception.error()));
      for (Condition condition : exception.conditions().reversed()) {
        body.addAll(0, test(condition, body.size()));
      }
      code.addAll(body);
    }
    code.add(answer(call.error()));
    return code;
  }

  /** Falls through if the condition holds; else jumps over the rest of the exception. */
  private static List<Instruction> test(Condition condition, int rest) {
    List<Instruction> code = new ArrayList<>();
    code.add(load(OFFSET_OF_ARGUMENTS + 8 * condition.argument()));
    if (condition.mask() != -1) {
      code.add(new Instruction(AND, 0, 0, condition.mask()));
    }
    int values = condition.values().size();
    for (int i = 0; i < values; i++) {
      int after = values - 1 - i;
      boolean last = after == 0;
      int found = condition.in() ? after : after + rest;
      int notFound = !last ? 0 : condition.in() ? rest : 0;
      code.add(new Instruction(JUMP_IF_EQUAL, found, notFound, condition.values().get(i)));
    }
    return code;
  }

  private static Instruction load(int offset) {
    return new Instruction(LOAD_WORD, 0, 0, offset);
  }

  private static Instruction answer(int error) {
    return new Instruction(RETURN, 0, 0, error == 0 ? RETURN_ALLOW : RETURN_ERROR | error);
  }
}
