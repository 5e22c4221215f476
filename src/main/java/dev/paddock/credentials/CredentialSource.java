package dev.paddock.credentials;

import java.nio.file.Path;
import java.util.List;

/** Where a key is kept; read outside, each time it is needed. */
public sealed interface CredentialSource {
  /** A program that prints the key, {@code gh auth token} say; run without a shell. */
  record Command(List<String> words) implements CredentialSource {
    /** Keeps a list that nobody changes. */
    public Command {
      words = List.copyOf(words);
    }
  }

  /** A variable of the supervisor's environment. */
  record Variable(String name) implements CredentialSource {}

  /** A file that holds the key and nothing else. */
  record KeyFile(Path path) implements CredentialSource {}
}
