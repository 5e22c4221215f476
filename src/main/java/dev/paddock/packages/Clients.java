package dev.paddock.packages;

import java.util.List;

/** The package managers that are asked, in the order in which they are told. */
final class Clients {
  static final List<Client> ALL =
      List.of(
          new NpmClient("npm", List.of("config", "ls", "-l", "--json")),
          new NpmClient("pnpm", List.of("config", "list", "--json")),
          new YarnClient(),
          new MavenClient(),
          new GradleClient(),
          new PipClient(),
          new CargoClient(),
          new GoClient(),
          new GemClient(),
          new AptClient());

  private Clients() {}
}
