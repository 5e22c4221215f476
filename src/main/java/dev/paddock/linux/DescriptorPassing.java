package dev.paddock.linux;

import java.io.EOFException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;

/**
 * Hands open descriptors to another process over a Unix stream socket (unix(7), SCM_RIGHTS;
 * recvmsg(2)). The receiver gets descriptors of its own; the sender's stay open.
 *
 * <p>Each message carries one byte of data, since one without data is not sent at all. A plain read
 * of that byte would throw the descriptors away, so both sides must know when they come.
 */
public final class DescriptorPassing {
  /** SCM_MAX_FD. */
  private static final int MOST_IN_A_MESSAGE = 253;

  private static final int SOL_SOCKET = 1;
  private static final int SCM_RIGHTS = 1;
  private static final int MSG_CTRUNC = 8;
  private static final int MSG_NOSIGNAL = 0x4000;
  private static final int MSG_CMSG_CLOEXEC = 0x4000_0000;
  private static final int SIZE_OF_MSGHDR = 56;
  private static final int OFFSET_OF_FLAGS = 48;
  private static final int SIZE_OF_CMSGHDR = 16;

  private DescriptorPassing() {}

  /** Sends descriptors, in as many messages as it takes; none if there are no descriptors. */
  public static void send(Descriptor socket, List<Descriptor> descriptors) throws LinuxException {
    for (int from = 0; from < descriptors.size(); from += MOST_IN_A_MESSAGE) {
      int to = Math.min(descriptors.size(), from + MOST_IN_A_MESSAGE);
      sendMessage(socket, descriptors.subList(from, to));
    }
  }

  /**
   * Receives exactly so many descriptors, in the order in which they were sent; blocks until they
   * have come. They are closed on exec.
   *
   * @throws EOFException if the other side is gone before
   * @throws IOException if something else came; what was received is closed then
   */
  public static List<Descriptor> receive(Descriptor socket, int count) throws IOException {
    List<Descriptor> received = new ArrayList<>();
    try {
      while (received.size() < count) {
        receiveMessage(socket, received);
      }
      if (received.size() > count) {
        throw new IOException(
            "Of the expected %d descriptors %d came".formatted(count, received.size()));
      }
      return received;
    } catch (IOException e) {
      received.forEach(Descriptor::close);
      throw e;
    }
  }

  private static void sendMessage(Descriptor socket, List<Descriptor> descriptors)
      throws LinuxException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment control = arena.allocate(controlLength(descriptors.size()), 8);
      control.set(ValueLayout.JAVA_LONG, 0, SIZE_OF_CMSGHDR + 4L * descriptors.size());
      control.set(ValueLayout.JAVA_INT, 8, SOL_SOCKET);
      control.set(ValueLayout.JAVA_INT, 12, SCM_RIGHTS);
      for (int i = 0; i < descriptors.size(); i++) {
        control.set(ValueLayout.JAVA_INT, SIZE_OF_CMSGHDR + 4L * i, descriptors.get(i).number());
      }
      MemorySegment message = message(arena, control);
      long result;
      do {
        result = call(SystemCallNumbers.HERE.sendmsg(), socket, message, MSG_NOSIGNAL);
      } while (result == -Errno.EINTR);
      if (result < 0) {
        throw new LinuxException("sendmsg", "", (int) -result);
      }
    }
  }

  private static void receiveMessage(Descriptor socket, List<Descriptor> received)
      throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment control = arena.allocate(controlLength(MOST_IN_A_MESSAGE), 8);
      MemorySegment message = message(arena, control);
      long result;
      do {
        result = call(SystemCallNumbers.HERE.recvmsg(), socket, message, MSG_CMSG_CLOEXEC);
      } while (result == -Errno.EINTR);
      if (result < 0) {
        throw new LinuxException("recvmsg", "", (int) -result);
      }
      if (result == 0) {
        throw new EOFException("The other side closed before it sent its descriptors");
      }
      int before = received.size();
      takeOver(control, message.get(ValueLayout.JAVA_LONG, 40), received);
      if ((message.get(ValueLayout.JAVA_INT, OFFSET_OF_FLAGS) & MSG_CTRUNC) != 0) {
        throw new IOException(
            "Some descriptors were lost on the way: this process may open too few files (ulimit -n)");
      }
      if (received.size() == before) {
        throw new IOException("A message without descriptors came");
      }
    }
  }

  private static void takeOver(MemorySegment control, long length, List<Descriptor> received) {
    if (length < SIZE_OF_CMSGHDR
        || control.get(ValueLayout.JAVA_INT, 8) != SOL_SOCKET
        || control.get(ValueLayout.JAVA_INT, 12) != SCM_RIGHTS) {
      return;
    }
    long end = control.get(ValueLayout.JAVA_LONG, 0);
    for (long offset = SIZE_OF_CMSGHDR; offset + 4 <= end; offset += 4) {
      received.add(Descriptor.inherited(control.get(ValueLayout.JAVA_INT, offset)));
    }
  }

  /** CMSG_SPACE(3) of so many descriptors. */
  private static long controlLength(int descriptors) {
    return SIZE_OF_CMSGHDR + (4L * descriptors + 7) / 8 * 8;
  }

  /** struct msghdr with one byte of data, and struct iovec behind it. */
  private static MemorySegment message(Arena arena, MemorySegment control) {
    MemorySegment data = arena.allocate(1);
    MemorySegment vector = arena.allocate(16, 8);
    vector.set(ValueLayout.JAVA_LONG, 0, data.address());
    vector.set(ValueLayout.JAVA_LONG, 8, 1);
    MemorySegment message = arena.allocate(SIZE_OF_MSGHDR, 8);
    message.set(ValueLayout.JAVA_LONG, 16, vector.address());
    message.set(ValueLayout.JAVA_LONG, 24, 1);
    message.set(ValueLayout.JAVA_LONG, 32, control.address());
    message.set(ValueLayout.JAVA_LONG, 40, control.byteSize());
    return message;
  }

  private static long call(int number, Descriptor socket, MemorySegment message, int flags) {
    return SystemCalls.raw(number, socket.number(), message.address(), flags, 0, 0, 0);
  }
}
