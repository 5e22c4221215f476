package dev.paddock.profile;

/** Reads port numbers. */
final class Ports {
  static final int HIGHEST = 65535;

  private Ports() {}

  static int read(long number) {
    if (number < 1 || number > HIGHEST) {
      throw new EntryException(number + " is not a port", "Write a port from 1 to 65535");
    }
    return (int) number;
  }
}
