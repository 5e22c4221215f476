package dev.paddock.session;

import dev.paddock.egress.Relayed;
import dev.paddock.egress.Relayed.Speech;
import dev.paddock.git.Remote;
import dev.paddock.git.RepositoryAddress;
import dev.paddock.profile.GitRules;
import dev.paddock.profile.RepositoryPattern;
import dev.paddock.profile.Sourced;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Stream;

/**
 * At which hosts and ports the git relay answers: at every way in which git reaches a host of a
 * remote, whichever of them the remote is written in, since a session can write it in another.
 */
final class GitHosts {
  private static final List<Way> WAYS =
      List.of(
          new Way(443, Speech.HTTPS),
          new Way(80, Speech.HTTP),
          new Way(22, Speech.SSH),
          new Way(9418, Speech.GIT));

  private record Way(int port, Speech speech) {}

  private GitHosts() {}

  static List<Relayed> of(List<Remote> remotes, GitRules rules) {
    SequencedMap<String, Relayed> all = new LinkedHashMap<>();
    for (Remote remote : remotes) {
      RepositoryAddress address = remote.address();
      String origin = "the remote " + Text.printable(remote.name());
      if (address.isLocal()) {
        add(all, new Relayed(address.host(), 80, Speech.HTTP, origin));
        continue;
      }
      add(all, new Relayed(address.host(), address.port(), speech(address), origin));
      addWays(all, address.host(), origin);
    }
    for (Sourced<RepositoryPattern> pattern : granted(rules)) {
      addWays(all, pattern.value().host(), pattern.origin().display());
    }
    return new ArrayList<>(all.values());
  }

  private static List<Sourced<RepositoryPattern>> granted(GitRules rules) {
    return Stream.concat(rules.remotes().stream(), rules.fetch().stream()).toList();
  }

  private static void addWays(SequencedMap<String, Relayed> all, String host, String origin) {
    WAYS.forEach(way -> add(all, new Relayed(host, way.port(), way.speech(), origin)));
  }

  private static void add(SequencedMap<String, Relayed> all, Relayed relayed) {
    all.putIfAbsent(relayed.host() + ":" + relayed.port(), relayed);
  }

  private static Speech speech(RepositoryAddress address) {
    return switch (address.scheme()) {
      case HTTPS -> Speech.HTTPS;
      case HTTP -> Speech.HTTP;
      case SSH -> Speech.SSH;
      case GIT -> Speech.GIT;
    };
  }
}
