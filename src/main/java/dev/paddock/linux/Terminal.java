package dev.paddock.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * A terminal's settings (ioctl_tty(2), termios(3)). Holds only a descriptor's number; the
 * descriptor stays its owner's.
 */
public final class Terminal {
  private static final int TCGETS = 0x5401;
  private static final int TCSETSW = 0x5403;
  private static final int TCFLSH = 0x540B;
  private static final int TIOCGPGRP = 0x540F;
  private static final int TIOCGWINSZ = 0x5413;
  private static final int TIOCSWINSZ = 0x5414;
  private static final int TIOCSPTLCK = 0x40045431;
  private static final int TIOCGPTN = 0x80045430;
  private static final int TIOCSIG = 0x40045436;

  /** c_iflag, c_oflag, c_cflag, c_lflag, c_line, c_cc[19]. */
  private static final int SIZE_OF_TERMIOS = 36;

  private static final int SIZE_OF_ALLOCATION = 64;

  /** IGNBRK BRKINT PARMRK ISTRIP INLCR IGNCR ICRNL IXON, as cfmakeraw(3) clears them. */
  private static final int RAW_INPUT_OFF = 01 | 02 | 010 | 040 | 0100 | 0200 | 0400 | 02000;

  private static final int OPOST = 01;

  /** ECHO ECHONL ICANON ISIG IEXTEN. */
  private static final int RAW_LOCAL_OFF = 010 | 0100 | 02 | 01 | 0100000;

  private static final int ICANON = 02;
  private static final int ECHO = 010;
  private static final int CSIZE_PARENB = 060 | 0400;
  private static final int CS8 = 060;
  private static final int VTIME = 5;
  private static final int VMIN = 6;
  private static final int OFFSET_OF_CC = 17;

  private final int descriptor;

  private Terminal(int descriptor) {
    this.descriptor = descriptor;
  }

  /**
   * The settings of a terminal, opaque; {@link #raw} derives those in which every key comes through
   * as it is.
   */
  public static final class Settings {
    private final byte[] bytes;

    private Settings(byte[] bytes) {
      this.bytes = bytes;
    }

    /** Returns the raw variant: no echo, no lines, no signals from keys, no output processing. */
    public Settings raw() {
      MemorySegment s = MemorySegment.ofArray(bytes.clone());
      clear(s, 0, RAW_INPUT_OFF);
      clear(s, 4, OPOST);
      clear(s, 8, CSIZE_PARENB);
      s.set(FLAGS, 8, s.get(FLAGS, 8) | CS8);
      clear(s, 12, RAW_LOCAL_OFF);
      s.set(ValueLayout.JAVA_BYTE, OFFSET_OF_CC + VMIN, (byte) 1);
      s.set(ValueLayout.JAVA_BYTE, OFFSET_OF_CC + VTIME, (byte) 0);
      return new Settings(s.toArray(ValueLayout.JAVA_BYTE));
    }

    /**
     * Tells whether lines are read and not shown, as for a password (ICANON without ECHO). Programs
     * that draw their own screen have both off.
     */
    public boolean hidesTyping() {
      int local = MemorySegment.ofArray(bytes).get(FLAGS, 12);
      return (local & ICANON) != 0 && (local & ECHO) == 0;
    }

    private static final ValueLayout.OfInt FLAGS = ValueLayout.JAVA_INT_UNALIGNED;

    private static void clear(MemorySegment settings, long offset, int bits) {
      settings.set(FLAGS, offset, settings.get(FLAGS, offset) & ~bits);
    }
  }

  /** Rows, columns, and pixels, as TIOCGWINSZ tells them (ioctl_tty(2), struct winsize). */
  public record WindowSize(long bits) {
    /** Returns how many characters a line holds; 0 if the terminal does not know. */
    public int columns() {
      return (int) (bits >>> Short.SIZE) & 0xFFFF;
    }
  }

  /** Tells whether a descriptor is a terminal (isatty(3)). */
  public static boolean isTerminal(int descriptor) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment buffer = arena.allocate(SIZE_OF_ALLOCATION, 8);
      return control(descriptor, TCGETS, buffer.address()) >= 0;
    }
  }

  /** Returns the terminal behind a descriptor, which must be one. */
  public static Terminal of(Descriptor descriptor) {
    return new Terminal(descriptor.number());
  }

  /** Reads the settings. */
  public Settings settings() throws LinuxException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment buffer = arena.allocate(SIZE_OF_ALLOCATION, 8);
      require("TCGETS", TCGETS, buffer.address());
      return new Settings(buffer.asSlice(0, SIZE_OF_TERMIOS).toArray(ValueLayout.JAVA_BYTE));
    }
  }

  /** Changes the settings once all output is out; input that waits is kept. */
  public void apply(Settings settings) throws LinuxException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment buffer = arena.allocate(SIZE_OF_ALLOCATION, 8);
      MemorySegment.copy(settings.bytes, 0, buffer, ValueLayout.JAVA_BYTE, 0, SIZE_OF_TERMIOS);
      require("TCSETSW", TCSETSW, buffer.address());
    }
  }

  /** Reads the size of the window. */
  public WindowSize windowSize() throws LinuxException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment buffer = arena.allocate(8, 8);
      require("TIOCGWINSZ", TIOCGWINSZ, buffer.address());
      return new WindowSize(buffer.get(ValueLayout.JAVA_LONG, 0));
    }
  }

  /** Changes the size of the window; its foreground processes get SIGWINCH if it differs. */
  public void resize(WindowSize size) throws LinuxException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment buffer = arena.allocate(8, 8);
      buffer.set(ValueLayout.JAVA_LONG, 0, size.bits());
      require("TIOCSWINSZ", TIOCSWINSZ, buffer.address());
    }
  }

  /** Throws away what was typed and not read yet (tcflush(3), TCIFLUSH). */
  public void discardInput() throws LinuxException {
    require("TCFLSH", TCFLSH, 0);
  }

  /**
   * Returns the foreground process group, or 0 if this terminal is not the caller's controlling
   * one.
   */
  public int foregroundGroup() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment buffer = arena.allocate(4, 4);
      long result = control(descriptor, TIOCGPGRP, buffer.address());
      return result < 0 ? 0 : buffer.get(ValueLayout.JAVA_INT, 0);
    }
  }

  /** On a master: sends SIGINT, SIGQUIT or SIGTSTP to the slave's foreground process group. */
  public void signalForeground(int signal) throws LinuxException {
    require("TIOCSIG", TIOCSIG, signal);
  }

  /**
   * On a new master: unlocks its slave and returns the slave's number (unlockpt(3), ptsname(3)).
   */
  public int unlockSlave() throws LinuxException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment value = arena.allocate(4, 4);
      require("TIOCSPTLCK", TIOCSPTLCK, value.address());
      require("TIOCGPTN", TIOCGPTN, value.address());
      return value.get(ValueLayout.JAVA_INT, 0);
    }
  }

  private void require(String name, int request, long argument) throws LinuxException {
    long result = control(descriptor, request, argument);
    if (result < 0) {
      throw new LinuxException(name, "", (int) -result);
    }
  }

  private static long control(int descriptor, int request, long argument) {
    return SystemCalls.raw(
        SystemCallNumbers.HERE.ioctl(),
        descriptor,
        Integer.toUnsignedLong(request),
        argument,
        0,
        0,
        0);
  }
}
