package dev.paddock.egress;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Decides on requests by the host that they claim, their method and their path. */
final class RequestPolicy {
  /** One makes the server a tunnel, the other makes it show what was added. */
  private static final Set<String> NEVER = Set.of("CONNECT", "TRACE", "TRACK");

  private static final Pattern METHOD = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,32}");

  private RequestPolicy() {}

  /** Decides. */
  static Verdict decide(Destination destination, RequestHead request) {
    // Where any protocol may be spoken the host that is claimed decides nothing: the request goes
    // out
    // under the destination's own name.
    boolean claims = destination.protocol() != Destination.Protocol.ANY || destination.isOpened();
    if (request.authorities().size() > 1 || (claims && request.authorities().isEmpty())) {
      return refuse(
          destination,
          request,
          "host-missing",
          "The request names "
              + (request.authorities().isEmpty() ? "no host." : "more than one host."),
          "Send exactly one Host header.");
    }
    if (claims) {
      String claimed = request.authorities().getFirst();
      Optional<Authority> authority = Authority.parse(claimed);
      if (authority.isEmpty() || !authority.get().isFor(destination)) {
        return refuse(
            destination,
            request,
            "host-mismatch",
            "The connection is for %s, but the request claims to be for %s."
                .formatted(
                    destination.text(),
                    authority.isPresent() ? Shown.text(claimed) : "something that is no host"),
            "Ask each host on a connection of its own; a host that is not allowed yet needs"
                + " `paddock run --allow HOST`.");
      }
    }
    if (!METHOD.matcher(request.method()).matches()
        || NEVER.stream().anyMatch(request.method()::equalsIgnoreCase)) {
      return refuse(
          destination,
          request,
          "method-never-allowed",
          "The method " + Shown.text(request.method()) + " is never let through.",
          "There is no setting for it.");
    }
    if (!isTarget(request)) {
      return refuse(
          destination,
          request,
          "target-malformed",
          "What the request asks for is no path of a URL.",
          "Escape spaces, control characters and everything that is not ASCII.");
    }
    Optional<Verdict> ofGit = ofGitHost(destination, request);
    if (ofGit.isPresent()) {
      return ofGit.get();
    }
    return destination.isRead()
        ? byRules(destination, request)
        : new Verdict.Allow(Optional.empty());
  }

  /** What of a git host is not the relay's. */
  private static Optional<Verdict> ofGitHost(Destination destination, RequestHead request) {
    return switch (destination.gitHost()) {
      case NO -> Optional.empty();
      case ONLY ->
          Optional.of(
              refuse(
                  destination,
                  request,
                  "git-host-only",
                  destination.host()
                      + " is reached for git only, because it is the host of "
                      + destination.origin()
                      + ".",
                  "To permit other requests: paddock run --allow %s …, or [network] allow = [\"%s\"] in the profile."
                      .formatted(destination.host(), destination.host())));
      case ALSO ->
          GitRequests.mayBeOne(request.target())
                  || request.fields().stream()
                      .filter(field -> FieldTable.PATHS.contains(field.name()))
                      .anyMatch(field -> GitRequests.mayBeOne(field.value()))
              ? Optional.of(
                  refuse(
                      destination,
                      request,
                      "git-request-among-others",
                      "This may be a request of git's, on a connection that began with another one.",
                      "Send it on a connection of its own."))
              : Optional.empty();
    };
  }

  private static boolean isTarget(RequestHead request) {
    String target = request.target();
    return (target.equals("*") && request.method().equals("OPTIONS"))
        || (target.startsWith("/")
            && target.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '#'));
  }

  private static Verdict byRules(Destination destination, RequestHead request) {
    List<String> methods = methods(request);
    List<RequestRule> byMethod =
        destination.rules().stream()
            .filter(rule -> rule.methods().isEmpty() || rule.methods().containsAll(methods))
            .toList();
    if (byMethod.isEmpty()) {
      return refuse(
          destination,
          request,
          "method-not-allowed",
          "The method %s is not allowed at %s (%s)."
              .formatted(
                  methods.stream().map(Shown::text).collect(Collectors.joining(", as ")),
                  destination.host(),
                  destination.origin()),
          "Add it to `methods` of [network.host.\"%s\"] in your profile."
              .formatted(destination.host()));
    }
    Optional<String> path =
        request.fields().stream().anyMatch(field -> FieldTable.PATHS.contains(field.name()))
            ? Optional.empty()
            : NormalPath.of(request.path());
    List<RequestRule> matching =
        byMethod.stream()
            .filter(
                rule ->
                    rule.paths().isEmpty()
                        || path.filter(normal -> matchesAny(rule, normal)).isPresent())
            .toList();
    if (!matching.isEmpty()) {
      return new Verdict.Allow(
          matching.stream()
              .filter(rule -> rule.credential().isPresent())
              .findFirst()
              .or(() -> Optional.of(matching.getFirst())));
    }
    if (path.isEmpty()) {
      return refuse(
          destination,
          request,
          "path-ambiguous",
          "The path could mean different things to different servers, so that no rule for paths can"
              + " allow it.",
          "Send it without dot segments, empty segments, backslashes, escaped slashes and headers"
              + " for another path.");
    }
    return refuse(
        destination,
        request,
        "path-not-allowed",
        "The path %s is not allowed at %s (%s)."
            .formatted(Shown.text(path.get()), destination.host(), destination.origin()),
        "Add it to `paths` of [network.host.\"%s\"] in your profile."
            .formatted(destination.host()));
  }

  /** Returns the request's method, and those that servers could take it for. */
  private static List<String> methods(RequestHead request) {
    Stream<String> others =
        Stream.concat(
                request.fields().stream()
                    .filter(field -> FieldTable.METHODS.contains(field.name()))
                    .map(HeaderField::value),
                Query.of(request.target()).stream()
                    .filter(parameter -> FieldTable.METHODS.contains(parameter.name()))
                    .map(Query.Parameter::value))
            .flatMap(value -> Arrays.stream(value.split(",", -1)))
            .map(method -> method.strip().toUpperCase(Locale.ROOT))
            .filter(method -> !method.isEmpty());
    return Stream.concat(Stream.of(request.method()), others).distinct().toList();
  }

  private static boolean matchesAny(RequestRule rule, String path) {
    return rule.paths().stream().anyMatch(pattern -> PathRule.of(pattern).matches(path));
  }

  private static Verdict refuse(
      Destination destination, RequestHead request, String rule, String reason, String remedy) {
    return new Verdict.Refuse(new Refusal(target(destination, request), rule, reason, remedy));
  }

  /** Names a request in messages, without its query. */
  static String target(Destination destination, RequestHead request) {
    boolean plain = destination.protocol() != Destination.Protocol.TLS;
    boolean usual = destination.port() == (plain ? 80 : 443);
    return Shown.text(request.method())
        + (plain ? " http://" : " https://")
        + (usual ? destination.host() : destination.text())
        + Shown.text(request.path());
  }
}
