package dev.paddock.linux;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;

/**
 * An open file descriptor of this process (open(2)), closed on exec unless said otherwise.
 *
 * <p>Reading and writing block the calling thread in the kernel and may go on at the same time in
 * two threads; that is why terminals and sockets are not handled through {@code FileChannel}, which
 * allows one of both at a time.
 */
public final class Descriptor implements AutoCloseable {
  static final int AT_FDCWD = -100;
  private static final int O_RDWR = 2;
  private static final int O_NOCTTY = 0400;
  private static final int O_CLOEXEC = 02000000;
  private static final int AF_UNIX = 1;
  private static final int SOCK_STREAM = 1;
  private static final int SOCK_CLOEXEC = 02000000;
  private static final int F_SETFD = 2;
  private static final int CLOSE_RANGE_CLOEXEC = 4;
  private static final short POLLIN = 1;

  private final int number;
  private volatile boolean open = true;

  private Descriptor(int number) {
    this.number = number;
  }

  /** Wraps a descriptor that this process was started with. */
  public static Descriptor inherited(int number) {
    return new Descriptor(number);
  }

  /**
   * Opens a terminal for reading and writing without making it the controlling one (open(2),
   * O_NOCTTY).
   */
  public static Descriptor openTerminal(String path) throws LinuxException {
    try (Arena arena = Arena.ofConfined()) {
      return new Descriptor(
          (int)
              SystemCalls.require(
                  "open",
                  path,
                  SystemCallNumbers.HERE.openat(),
                  AT_FDCWD,
                  SystemCalls.cString(arena, path).address(),
                  O_RDWR | O_NOCTTY | O_CLOEXEC,
                  0,
                  0));
    }
  }

  /** Makes a pair of connected stream sockets (socketpair(2)). */
  public static Descriptor[] socketPair() throws LinuxException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment pair = arena.allocate(8, 4);
      SystemCalls.require(
          "socketpair",
          "",
          SystemCallNumbers.HERE.socketpair(),
          AF_UNIX,
          SOCK_STREAM | SOCK_CLOEXEC,
          0,
          pair.address(),
          0);
      return new Descriptor[] {
        new Descriptor(pair.get(ValueLayout.JAVA_INT, 0)),
        new Descriptor(pair.get(ValueLayout.JAVA_INT, 4))
      };
    }
  }

  /**
   * Makes an anonymous file in memory that holds the content, positioned at its start
   * (memfd_create(2)).
   */
  public static Descriptor memoryFile(String name, byte[] content) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      Descriptor file =
          new Descriptor(
              (int)
                  SystemCalls.require(
                      "memfd_create",
                      name,
                      SystemCallNumbers.HERE.memfdCreate(),
                      SystemCalls.cString(arena, name).address(),
                      1,
                      0,
                      0,
                      0));
      file.write(content, 0, content.length);
      SystemCalls.require("lseek", name, SystemCallNumbers.HERE.lseek(), file.number, 0, 0, 0, 0);
      return file;
    }
  }

  /**
   * Marks every descriptor from the given one on to be closed on exec (close_range(2), Linux 5.11).
   */
  public static void closeOnExecFrom(int first) throws LinuxException {
    SystemCalls.require(
        "close_range",
        "",
        SystemCallNumbers.HERE.closeRange(),
        first,
        0xFFFF_FFFFL,
        CLOSE_RANGE_CLOEXEC,
        0,
        0);
  }

  /** Returns the number by which the kernel knows it. */
  public int number() {
    return number;
  }

  /** Lets the descriptor live on in the program that this process becomes by exec. */
  public void keepOnExec() throws LinuxException {
    SystemCalls.require("fcntl", "", SystemCallNumbers.HERE.fcntl(), number, F_SETFD, 0, 0, 0);
  }

  /** Makes another number refer to the same open file; it stays open on exec (dup3(2)). */
  public void duplicateTo(int target) throws LinuxException {
    if (target == number) {
      keepOnExec();
      return;
    }
    SystemCalls.require("dup3", "", SystemCallNumbers.HERE.dup3(), number, target, 0, 0, 0);
  }

  /**
   * Reads up to the buffer's length; blocks until there is something.
   *
   * @return the number of bytes, or -1 at the end of file
   */
  public int read(byte[] buffer) throws LinuxException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment memory = arena.allocate(buffer.length);
      while (true) {
        long count =
            SystemCalls.raw(
                SystemCallNumbers.HERE.read(), number, memory.address(), buffer.length, 0, 0, 0);
        if (count == -Errno.EINTR) {
          continue;
        }
        if (count < 0) {
          throw new LinuxException("read", "", (int) -count);
        }
        MemorySegment.copy(memory, ValueLayout.JAVA_BYTE, 0, buffer, 0, (int) count);
        return count == 0 ? -1 : (int) count;
      }
    }
  }

  /** Writes all of it; blocks as long as the other side does not take it. */
  public void write(byte[] bytes, int offset, int length) throws LinuxException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment memory = arena.allocate(Math.max(1, length));
      MemorySegment.copy(bytes, offset, memory, ValueLayout.JAVA_BYTE, 0, length);
      for (long done = 0; done < length; ) {
        long count =
            SystemCalls.raw(
                SystemCallNumbers.HERE.write(),
                number,
                memory.address() + done,
                length - done,
                0,
                0,
                0);
        if (count == -Errno.EAGAIN) {
          waitFor((short) 4); // POLLOUT: somebody made the terminal non-blocking
        } else if (count < 0 && count != -Errno.EINTR) {
          throw new LinuxException("write", "", (int) -count);
        } else if (count > 0) {
          done += count;
        }
      }
    }
  }

  /**
   * Waits until there is something to read, or the other side is gone (poll(2)).
   *
   * @param milliseconds the longest time to wait
   * @return whether a read would not block
   */
  public boolean isReadable(int milliseconds) {
    return poll(POLLIN, milliseconds) > 0;
  }

  /**
   * Waits until there is something to read or to accept at one of them (poll(2)).
   *
   * @param milliseconds the longest time to wait
   */
  public static void awaitAny(List<Descriptor> descriptors, int milliseconds) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment polls = arena.allocate(8L * descriptors.size(), 4);
      for (int i = 0; i < descriptors.size(); i++) {
        polls.set(ValueLayout.JAVA_INT, 8L * i, descriptors.get(i).number);
        polls.set(ValueLayout.JAVA_SHORT, 8L * i + 4, POLLIN);
      }
      long ready = -Errno.EINTR;
      while (ready == -Errno.EINTR) {
        ready =
            SystemCalls.raw(
                SystemCallNumbers.HERE.poll(),
                polls.address(),
                descriptors.size(),
                milliseconds,
                0,
                0,
                0);
      }
    }
  }

  @Override
  public synchronized void close() {
    if (open) {
      open = false;
      SystemCalls.raw(SystemCallNumbers.HERE.close(), number, 0, 0, 0, 0, 0);
    }
  }

  private void waitFor(short event) {
    var _ = poll(event, -1);
  }

  private long poll(short events, int milliseconds) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment poll = arena.allocate(8, 4);
      poll.set(ValueLayout.JAVA_INT, 0, number);
      poll.set(ValueLayout.JAVA_SHORT, 4, events);
      return SystemCalls.raw(
          SystemCallNumbers.HERE.poll(), poll.address(), 1, milliseconds, 0, 0, 0);
    }
  }
}
