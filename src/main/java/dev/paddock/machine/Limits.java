package dev.paddock.machine;

/** What limits of a session the kernel enforces for this caller. */
final class Limits {
  private Limits() {}

  static Finding check(int uid) {
    String name = "limits";
    return uid == 0
        ? Finding.note(
            name,
            "memory per process; the kernel does not limit root's number of processes",
            "Run as an ordinary user to have the number of processes limited, too")
        : Finding.works(name, "memory per process, number of processes per session, time");
  }
}
