package dev.paddock.linux;

import java.io.IOException;

/** A system call that failed, with its {@code errno} (errno(3)). */
public final class LinuxException extends IOException {
  private final int errno;

  LinuxException(String call, String subject, int errno) {
    super(call + (subject.isEmpty() ? "" : " " + subject) + ": " + Errno.describe(errno));
    this.errno = errno;
  }

  /** Returns the error number, one of the constants of {@link Errno}. */
  public int errno() {
    return errno;
  }
}
