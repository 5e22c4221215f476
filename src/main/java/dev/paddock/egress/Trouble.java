package dev.paddock.egress;

import java.util.List;

/** Tells faults that belong to a socket of Paddock's own and to no destination of the profile's. */
record Trouble(Destination place, EgressEvents events) {
  static Trouble at(Endpoint endpoint, EgressEvents events) {
    return new Trouble(
        new Destination(
            endpoint.address().getHostAddress(), endpoint.port(), List.of(), false, "Paddock"),
        events);
  }

  void tell(Throwable cause) {
    events.failed(place, place.text() + " inside: " + Fault.text(cause));
  }
}
