package dev.paddock.linux;

/** How a process ended (wait(2)). */
public sealed interface ExitStatus {
  /** The exit status that a shell would show: the code itself, or 128 plus the signal. */
  int shellCode();

  /**
   * It called exit(2).
   *
   * @param code 0 to 255
   */
  record Exited(int code) implements ExitStatus {
    @Override
    public int shellCode() {
      return code;
    }
  }

  /** A signal killed it (signal(7)). */
  record Killed(int signal) implements ExitStatus {
    @Override
    public int shellCode() {
      return 128 + signal;
    }
  }

  /** Returns an exit with a status of 0 to 255. */
  static ExitStatus of(int code) {
    return new Exited(code);
  }

  /** Decodes the status word of wait4(2). */
  static ExitStatus ofWaitStatus(int status) {
    int signal = status & 0x7f;
    return signal == 0 ? new Exited(status >> 8 & 0xff) : new Killed(signal);
  }
}
