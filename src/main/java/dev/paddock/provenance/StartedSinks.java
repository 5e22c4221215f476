package dev.paddock.provenance;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What the words of a started program name. Pure. */
final class StartedSinks {
  /** URLs that these are given are text, or only looked for. */
  private static final Set<String> TEXT = TextTable.words("text-programs.txt");

  private static final Set<String> MAIL =
      Set.of("mail", "mailx", "sendmail", "mutt", "neomutt", "msmtp", "swaks", "s-nail", "mpack");
  private static final Set<String> WRAPPERS =
      Set.of("sudo", "doas", "env", "nohup", "time", "command", "exec", "nice", "xargs", "timeout");
  private static final Set<String> GIT_VERBS =
      Set.of(
          "clone",
          "fetch",
          "pull",
          "push",
          "ls-remote",
          "submodule",
          "subtree",
          "remote",
          "archive",
          "config");

  private StartedSinks() {}

  static List<Sink> of(List<String> started) {
    List<String> words = unwrapped(started);
    if (words.isEmpty()) {
      return List.of();
    }
    String path = words.getFirst();
    String program = path.substring(path.lastIndexOf('/') + 1);
    List<String> arguments = words.subList(1, words.size());
    if (program.matches("(?:python|pypy)[\\d.]*")
        && arguments.size() > 1
        && arguments.get(0).equals("-m")) {
      return of(arguments.subList(1, arguments.size()));
    }
    return switch (program) {
      case "git" -> git(arguments);
      case "gh", "glab", "hub" -> forge(arguments);
      default -> other(program, arguments);
    };
  }

  private static List<String> unwrapped(List<String> words) {
    int i = 0;
    while (i < words.size()
        && (WRAPPERS.contains(words.get(i))
            || (i > 0 && words.get(i).matches("-.*|\\w+=.*|\\d+[smhd]?")))) {
      i++;
    }
    return words.subList(i, words.size());
  }

  private static List<Sink> git(List<String> arguments) {
    List<Sink> sinks = new ArrayList<>();
    if (arguments.stream().noneMatch(GIT_VERBS::contains)) {
      return sinks;
    }
    for (String word : arguments) {
      String value = word.startsWith("-") ? word.substring(word.indexOf('=') + 1) : word;
      if (!value.startsWith("-") && value.indexOf('…') < 0) {
        sinks.addAll(Addresses.repository(value));
      }
    }
    return sinks;
  }

  private static List<Sink> forge(List<String> arguments) {
    List<Sink> sinks = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      String word = arguments.get(i);
      boolean named =
          word.equals("-R") || word.equals("--repo") || isVerb(arguments, i, "repo", "extension");
      if (named && i + 1 < arguments.size()) {
        Addresses.ownerAndName(arguments.get(i + 1)).ifPresent(sinks::add);
      } else if (word.startsWith("--repo=")) {
        Addresses.ownerAndName(word.substring("--repo=".length())).ifPresent(sinks::add);
      } else if (word.startsWith("https://") && word.indexOf(' ') < 0) {
        Addresses.ownerAndName(word).ifPresent(sinks::add);
      } else if (word.matches("/?repos/[^/\\s]+/[^/\\s?]+.*")) {
        String[] parts = word.substring(word.indexOf("repos/") + 6).split("/", 3);
        Addresses.ownerAndName(parts[0] + "/" + parts[1]).ifPresent(sinks::add);
      }
    }
    return sinks;
  }

  /** Whether this is the last word before the name: {@code gh repo clone NAME}. */
  private static boolean isVerb(List<String> arguments, int at, String... nouns) {
    return at > 0
        && List.of(nouns).contains(arguments.get(at - 1))
        && arguments
            .get(at)
            .matches("clone|fork|view|sync|delete|edit|archive|rename|install|create|transfer");
  }

  private static List<Sink> other(String program, List<String> arguments) {
    List<Sink> sinks = new ArrayList<>(PackageCommands.sinks(program, arguments));
    if (MAIL.contains(program)) {
      for (String word : arguments) {
        Addresses.mails(word).forEach(mail -> sinks.add(new Sink(Sink.Kind.RECIPIENT, mail)));
      }
    }
    if (!TEXT.contains(program)) {
      for (String word : arguments) {
        if (word.startsWith("git+")) {
          continue; // a repository, which the package manager's words told
        }
        Addresses.hosts(word).forEach(host -> sinks.add(new Sink(Sink.Kind.HOST, host)));
      }
    }
    return sinks;
  }
}
