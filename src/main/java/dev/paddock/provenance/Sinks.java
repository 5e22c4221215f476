package dev.paddock.provenance;

import dev.paddock.action.Action;
import dev.paddock.action.Effect;
import dev.paddock.action.FileAccess;
import dev.paddock.action.Place;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The names in an action that decide where something goes or comes from. Pure. */
public final class Sinks {
  private static final int MOST = 200;
  private static final int SHORTEST_RECIPIENT = 4;
  private static final Set<String> RECIPIENT_KEYS =
      Set.of(
          "to",
          "cc",
          "bcc",
          "recipient",
          "recipients",
          "channel",
          "channels",
          "channelid",
          "channelname",
          "email",
          "emails",
          "emailaddress",
          "attendees",
          "invitees",
          "assignee",
          "assignees",
          "reviewer",
          "reviewers",
          "userid",
          "userids",
          "chatid",
          "phone",
          "phonenumber",
          "sendto",
          "replyto",
          "conversationid",
          "roomid",
          "sharewith");
  private static final Set<String> HOST_KEYS = Set.of("host", "hostname", "domain", "server");
  private static final Set<String> REPOSITORY_KEYS =
      Set.of("repo", "repository", "reponame", "repourl", "repositoryurl", "fullname");
  private static final Set<String> PACKAGE_KEYS = Set.of("package", "packagename", "packages");
  private static final List<Path> OF_NO_VALUE =
      List.of(Path.of("/tmp"), Path.of("/var/tmp"), Path.of("/dev"), Path.of("/proc"));

  private Sinks() {}

  /**
   * Returns the sinks of an action, each once, in the order of their kinds. Names that are
   * everywhere, {@code localhost} say, are none.
   *
   * @param project the folder that the session works in, absolute
   */
  public static List<Sink> of(Action action, List<Effect> effects, Path project) {
    List<Sink> sinks = new ArrayList<>(declared(action, effects));
    for (Effect effect : effects) {
      of(effect, project, sinks);
    }
    return sinks.stream().distinct().sorted(Comparator.comparing(Sink::kind)).limit(MOST).toList();
  }

  private static List<Sink> declared(Action action, List<Effect> effects) {
    return switch (action) {
      case Action.Shell shell -> CommandSinks.of(shell.command(), effects);
      case Action.Fetch fetch -> fetched(fetch.url());
      case Action.McpCall call -> arguments(call.arguments());
      case Action.OtherTool tool -> arguments(tool.arguments());
      case Action.WriteFile(Path path, String content) -> WrittenSinks.of(path, content);
      case Action.EditFile(Path path, String added) -> WrittenSinks.of(path, added);
      case Action.Subagent(String task) -> told(task);
      case Action.ReadFile _, Action.Search _, Action.OwnTool _ -> List.of();
    };
  }

  /** Where a helper is sent. */
  private static List<Sink> told(String task) {
    List<Sink> sinks = new ArrayList<>();
    Addresses.hosts(task).forEach(host -> sinks.add(new Sink(Sink.Kind.HOST, host)));
    Addresses.mails(task).forEach(mail -> sinks.add(new Sink(Sink.Kind.RECIPIENT, mail)));
    return sinks;
  }

  private static List<Sink> fetched(String url) {
    List<String> hosts = Addresses.hosts(url);
    Optional<String> host = hosts.isEmpty() ? Addresses.host(url) : Optional.of(hosts.getFirst());
    return host.map(name -> new Sink(Sink.Kind.HOST, name)).stream().toList();
  }

  private static void of(Effect effect, Path project, List<Sink> sinks) {
    switch (effect) {
      case Effect.Starts starts -> sinks.addAll(StartedSinks.of(starts.words()));
      case Effect.Connects connects ->
          Addresses.host(connects.host())
              .ifPresent(host -> sinks.add(new Sink(Sink.Kind.HOST, host)));
      case Effect.Touches touches when changes(touches.access()) ->
          path(touches.place())
              .filter(path -> !path.startsWith(project) && path.getNameCount() > 0)
              .filter(path -> OF_NO_VALUE.stream().noneMatch(path::startsWith))
              .ifPresent(path -> sinks.add(new Sink(Sink.Kind.PATH, path.toString())));
      case Effect.Touches _,
          Effect.RunsCode _,
          Effect.Does _,
          Effect.NotRead _,
          Effect.Unknown _ -> {}
    }
  }

  private static boolean changes(FileAccess access) {
    return switch (access) {
      case LOOK, READ, READ_TREE -> false;
      case WRITE, EMPTY, MOVE, DELETE, DELETE_TREE, DELETE_SOME, DELETE_ALL, PERMIT, PERMIT_TREE ->
          true;
    };
  }

  private static Optional<Path> path(Place place) {
    return switch (place) {
      case Place.At at -> Optional.of(at.path());
      case Place.Matching matching -> Optional.of(matching.folder());
      case Place.Below below -> Optional.of(below.folder());
      case Place.Listed listed -> Optional.of(listed.folder());
      case Place.Unset _, Place.Unknown _ -> Optional.empty();
    };
  }

  private static List<Sink> arguments(String json) {
    List<Sink> sinks = new ArrayList<>();
    Optional<String> owner = Optional.empty();
    for (ToolArguments.Argument argument : ToolArguments.of(json)) {
      String value = argument.value().strip();
      Addresses.hosts(value).forEach(host -> sinks.add(new Sink(Sink.Kind.HOST, host)));
      Addresses.mails(value).forEach(mail -> sinks.add(new Sink(Sink.Kind.RECIPIENT, mail)));
      if (argument.key().equals("owner")) {
        owner = Optional.of(value);
      } else if (RECIPIENT_KEYS.contains(argument.key())) {
        recipient(value).ifPresent(sinks::add);
      } else if (HOST_KEYS.contains(argument.key())) {
        Addresses.host(value).ifPresent(host -> sinks.add(new Sink(Sink.Kind.HOST, host)));
      } else if (REPOSITORY_KEYS.contains(argument.key())) {
        String repository =
            owner.isPresent() && value.indexOf('/') < 0 ? owner.get() + "/" + value : value;
        List<Sink> addressed = Addresses.repository(value);
        sinks.addAll(addressed);
        if (addressed.isEmpty()) {
          Addresses.ownerAndName(repository).ifPresent(sinks::add);
        }
      } else if (PACKAGE_KEYS.contains(argument.key())) {
        sinks.addAll(PackageWord.sinks("", value));
      }
    }
    return sinks;
  }

  private static Optional<Sink> recipient(String value) {
    boolean named =
        value.length() >= SHORTEST_RECIPIENT
            && value.length() <= 200
            && Addresses.mails(value).isEmpty()
            && value.indexOf('\n') < 0;
    return named ? Optional.of(new Sink(Sink.Kind.RECIPIENT, value)) : Optional.empty();
  }
}
