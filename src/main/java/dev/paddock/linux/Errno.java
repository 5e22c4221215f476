package dev.paddock.linux;

/**
 * Error numbers that Paddock tells apart (errno(3); the values of x86-64 and AArch64 are the same).
 */
public final class Errno {
  public static final int EPERM = 1;
  public static final int ENOENT = 2;
  public static final int ESRCH = 3;
  public static final int EINTR = 4;
  public static final int EIO = 5;
  public static final int EBADF = 9;
  public static final int ECHILD = 10;
  public static final int EAGAIN = 11;
  public static final int EACCES = 13;
  public static final int EBUSY = 16;
  public static final int EEXIST = 17;
  public static final int EXDEV = 18;
  public static final int ENODEV = 19;
  public static final int ENOTDIR = 20;
  public static final int EINVAL = 22;
  public static final int ENOTTY = 25;
  public static final int ENOSPC = 28;
  public static final int EROFS = 30;
  public static final int EPIPE = 32;
  public static final int ENOSYS = 38;
  public static final int ELOOP = 40;
  public static final int EAFNOSUPPORT = 97;
  public static final int EADDRINUSE = 98;
  public static final int EADDRNOTAVAIL = 99;
  public static final int ENETUNREACH = 101;
  public static final int EISCONN = 106;
  public static final int ETIMEDOUT = 110;
  public static final int ECONNREFUSED = 111;
  public static final int EINPROGRESS = 115;

  private Errno() {}

  static String describe(int errno) {
    return switch (errno) {
      case EPERM -> "Operation not permitted (EPERM)";
      case ENOENT -> "No such file or directory (ENOENT)";
      case ESRCH -> "No such process (ESRCH)";
      case EIO -> "Input/output error (EIO)";
      case EBADF -> "Bad file descriptor (EBADF)";
      case EACCES -> "Permission denied (EACCES)";
      case EBUSY -> "Device or resource busy (EBUSY)";
      case EEXIST -> "File exists (EEXIST)";
      case EXDEV -> "Invalid cross-device link (EXDEV)";
      case ENODEV -> "No such device (ENODEV)";
      case ENOTDIR -> "Not a directory (ENOTDIR)";
      case EINVAL -> "Invalid argument (EINVAL)";
      case ENOSPC -> "No space left on device (ENOSPC)";
      case EROFS -> "Read-only file system (EROFS)";
      case EPIPE -> "Broken pipe (EPIPE)";
      case ENOSYS -> "Function not implemented (ENOSYS)";
      case ELOOP -> "Too many levels of symbolic links (ELOOP)";
      case EAFNOSUPPORT -> "Address family not supported (EAFNOSUPPORT)";
      case EADDRINUSE -> "Address already in use (EADDRINUSE)";
      case EADDRNOTAVAIL -> "Address not available here (EADDRNOTAVAIL)";
      case ENETUNREACH -> "Network is unreachable (ENETUNREACH)";
      case ETIMEDOUT -> "Connection timed out (ETIMEDOUT)";
      case ECONNREFUSED -> "Connection refused (ECONNREFUSED)";
      default -> "errno " + errno;
    };
  }
}
