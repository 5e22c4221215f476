package dev.paddock.linux;

/**
 * The numbers of the system calls that Paddock itself makes, of the architecture that it runs on
 * (asm/unistd_64.h and asm-generic/unistd.h).
 */
record SystemCallNumbers(
    int read,
    int write,
    int close,
    int ioctl,
    int openat,
    int mkdirat,
    int unlinkat,
    int renameat2,
    int statx,
    int faccessat,
    int getdents64,
    int dup3,
    int execve,
    int kill,
    int wait4,
    int prctl,
    int lseek,
    int prlimit64,
    int mount,
    int pidfdOpen,
    int openat2,
    int openTree,
    int moveMount,
    int mountSetattr,
    int memfdCreate,
    int closeRange,
    int socket,
    int socketpair,
    int rtSigprocmask,
    int rtSigaction,
    int getppid,
    int poll,
    int getpgid,
    int fcntl,
    int connect,
    int bind,
    int listen,
    int setsockopt,
    int sendmsg,
    int recvmsg) {

  static final SystemCallNumbers HERE = of(System.getProperty("os.arch", ""));

  private static SystemCallNumbers of(String architecture) {
    return switch (architecture) {
      case "amd64" ->
          new SystemCallNumbers(
              0, 1, 3, 16, 257, 258, 263, 316, 332, 269, 217, 292, 59, 62, 61, 157, 8, 302, 165,
              434, 437, 428, 429, 442, 319, 436, 41, 53, 14, 13, 110, 7, 121, 72, 42, 49, 50, 54,
              46, 47);
      default ->
          throw new IllegalStateException(
              "Paddock knows the system calls of x86-64 only; this is " + architecture);
    };
  }
}
