package dev.paddock.egress;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Resolves names outside, as the machine does. Thread-safe. */
@FunctionalInterface
interface HostLookup {
  /** Returns a name's addresses in the order in which they are to be tried; blocks. */
  List<InetAddress> lookup(String name) throws UnknownHostException;

  /** Returns the JDK's own, which follows the machine's configuration (nsswitch.conf(5)). */
  static HostLookup ofTheMachine() {
    return name -> List.of(InetAddress.getAllByName(name));
  }
}
