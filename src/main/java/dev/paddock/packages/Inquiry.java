package dev.paddock.packages;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * One round of asking all clients, at the same time.
 *
 * @param isComplete whether none of those that are there failed
 */
record Inquiry(RegistryAnswer answer, boolean isComplete) {
  private static final String EMPTY = "empty";

  /** What became of one client. */
  private record Outcome(List<String> addresses, List<String> notes, boolean failed) {}

  /**
   * Asks.
   *
   * @param folder where each client gets a folder of its own, which is removed afterwards
   */
  static Inquiry make(Machine machine, Path folder, List<Client> clients, int seconds)
      throws IOException, InterruptedException {
    Path workplace = Files.createTempDirectory(folder, "asking");
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Outcome>> outcomes = new ArrayList<>();
      for (Client client : clients) {
        outcomes.add(threads.submit(() -> ask(client, machine, workplace, seconds)));
      }
      return collect(clients, outcomes);
    } finally {
      removeAsFarAsPossible(workplace);
    }
  }

  private static Outcome ask(Client client, Machine machine, Path workplace, int seconds)
      throws InterruptedException {
    if (!client.programs().isEmpty() && machine.program(client.programs()).isEmpty()) {
      return new Outcome(List.of(), List.of(client.name() + " is not installed"), false);
    }
    try {
      Path own = Files.createDirectory(workplace.resolve(client.name()));
      Path empty = Files.createDirectory(own.resolve(EMPTY));
      Client.Told told = client.ask(machine, new Asking(client, machine, empty, seconds));
      List<String> notes =
          told.notes().stream().map(note -> client.name() + ": " + printable(note)).toList();
      return new Outcome(told.addresses(), notes, false);
    } catch (IOException | RuntimeException e) {
      String problem = printable(String.valueOf(e.getMessage()));
      return new Outcome(
          List.of(),
          List.of(
              client.name()
                  + " did not tell its registries: "
                  + problem
                  + ". Allow those that a session needs, with --allow HOST"),
          true);
    }
  }

  private static Inquiry collect(List<Client> clients, List<Future<Outcome>> outcomes)
      throws InterruptedException {
    Set<Registry> registries = new LinkedHashSet<>();
    List<String> notes = new ArrayList<>();
    boolean complete = true;
    for (int i = 0; i < clients.size(); i++) {
      String client = clients.get(i).name();
      Outcome outcome;
      try {
        outcome = outcomes.get(i).get();
      } catch (ExecutionException e) {
        throw new IllegalStateException("asking " + client + " failed", e.getCause());
      }
      complete &= !outcome.failed();
      notes.addAll(outcome.notes());
      for (String address : outcome.addresses()) {
        for (Registry registry : RegistryAddress.parse(client, address).stream().toList()) {
          if (RegistryAddress.isThisMachine(registry.host())) {
            int port = registry.port();
            notes.add(client + " uses this machine's port " + port + ": needs --reach " + port);
          } else {
            registries.add(registry);
          }
        }
      }
    }
    return new Inquiry(
        new RegistryAnswer(List.copyOf(registries), notes.stream().distinct().toList()), complete);
  }

  /** A program's text may hold an address with a password in it, or command a terminal. */
  private static String printable(String text) {
    String shown = text.replaceAll("://[^/\\s]*@", "://…@").replaceAll("\\p{C}", "?");
    return shown.length() > 200 ? shown.substring(0, 200) + "…" : shown;
  }

  /** What a client that was ended still writes meanwhile may stay, and is no reason to fail. */
  private static void removeAsFarAsPossible(Path folder) {
    try {
      remove(folder);
    } catch (IOException e) {
      folder.toFile().deleteOnExit();
    }
  }

  private static void remove(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException problem)
              throws IOException {
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
