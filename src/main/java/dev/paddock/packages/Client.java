package dev.paddock.packages;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A package manager: what configures it, and how it is asked. To add one: {@link Clients}. */
interface Client {
  /** Returns what people call it. */
  String name();

  /** Returns the names of the programs that are it; the first on PATH counts. */
  List<String> programs();

  /** Returns what names of variables that configure it begin with, in whatever case. */
  List<String> variables();

  /**
   * Returns the files and folders that may configure it, whether they exist or not: when one of
   * them changes, it is asked anew.
   */
  List<Path> files(Machine machine);

  /**
   * Asks it.
   *
   * @return the addresses that it downloads from, as it tells them
   * @throws IOException whose message is for people, if it does not say
   */
  Told ask(Machine machine, Asking asking) throws IOException, InterruptedException;

  /** What a client told: addresses, unchecked, and notes for people. */
  record Told(List<String> addresses, List<String> notes) {
    /** Keeps lists that nobody changes. */
    public Told {
      addresses = List.copyOf(addresses);
      notes = List.copyOf(notes);
    }

    static Told of(List<String> addresses) {
      return new Told(addresses, List.of());
    }
  }
}
