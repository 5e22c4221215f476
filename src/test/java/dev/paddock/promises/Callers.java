package dev.paddock.promises;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.ParameterDeclarations;

/** Root and an ordinary user, if the tests run as root; else the present user. */
final class Callers implements ArgumentsProvider {
  /** Nobody's on any system, and another one in each run, so that runs side by side don't mix. */
  static final int ORDINARY = 61_200 + (int) (ProcessHandle.current().pid() % 4_000);

  @Override
  public Stream<? extends Arguments> provideArguments(
      ParameterDeclarations parameters, ExtensionContext context) {
    return all().stream().map(Arguments::of);
  }

  static List<Caller> all() {
    int present = presentUser();
    return present == 0
        ? List.of(root(), ordinary())
        : List.of(new Caller("ordinary user", present, List.of()));
  }

  static int presentUser() {
    try {
      return (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Caller root() {
    return new Caller("root", 0, List.of());
  }

  private static Caller ordinary() {
    String id = Integer.toString(ORDINARY);
    return new Caller(
        "ordinary user",
        ORDINARY,
        List.of("setpriv", "--reuid", id, "--regid", id, "--clear-groups", "--"));
  }
}
