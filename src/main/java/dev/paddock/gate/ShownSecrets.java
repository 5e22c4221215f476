package dev.paddock.gate;

import dev.paddock.action.Action;
import dev.paddock.action.Effect;
import dev.paddock.classifier.KnownSecrets;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Secrets that an agent was shown in a session, so that what carries one away is noticed: in an
 * address, a search, a message, a file that will be committed. As they are, and in the simplest
 * encodings; whoever hides one better meets the walls. Thread-safe, bounded.
 */
final class ShownSecrets {
  private static final int MOST = 500;
  private static final int LONGEST_TEXT = 1 << 20;
  private static final int LONG_WORD = 16;

  /** {@code DB_PASSWORD=…}, {@code "apiKey": "…"}. */
  private static final Pattern NAMED =
      Pattern.compile(
          "(?i)(?:token|secret|passw(?:or)?d|passphrase|api[_-]?key|credential|access[_-]?key|private[_-]?key)[\\w.-]{0,40}[\"']?\\s{0,4}"
              + "[:=]\\s{0,4}[\"']?([^\\s\"',;<>(){}$]{6,200})");

  /** What documents and code write in the place of one. */
  private static final Pattern PLACEHOLDER =
      Pattern.compile(
          "(?i).*(?:change[-_]?me|example|placeholder|your[-_]|dummy|sample|xxx|\\*\\*\\*|\\.\\.\\.|process\\.env|getenv|environ|localhost).*");

  /** A word, a number or an address: too common to be looked for. */
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z_.]+|[0-9.:]+|\\W+");

  private static final Pattern FOR_SECRETS =
      Pattern.compile("(?i)(?:^|.*/)(?:\\.env[^/]*|[^/]*secret[^/]*|[^/]*credential[^/]*)");

  private final Set<String> values = new LinkedHashSet<>();

  /** Hears what an agent reads. */
  synchronized void came(String text) {
    String read = text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text;
    KnownSecrets.in(read).forEach(this::add);
    Matcher named = NAMED.matcher(read);
    while (named.find()) {
      add(named.group(1));
    }
  }

  private void add(String value) {
    boolean isCommon = PLAIN.matcher(value).matches() && value.length() < LONG_WORD;
    if (!isCommon && !PLACEHOLDER.matcher(value).matches() && values.size() < MOST) {
      values.add(value);
    }
  }

  /** Tells whether an action would carry one of them to where it does not belong. */
  synchronized boolean isCarried(Action action, List<Effect> effects) {
    if (values.isEmpty()) {
      return false;
    }
    Optional<String> sent = sent(action, effects);
    return sent.isPresent() && values.stream().anyMatch(value -> holds(sent.get(), value));
  }

  private static Optional<String> sent(Action action, List<Effect> effects) {
    return switch (action) {
      case Action.Fetch(String url) -> Optional.of(url);
      case Action.Search(String query) -> Optional.of(query);
      case Action.McpCall(String _, String _, String arguments) -> Optional.of(arguments);
      case Action.OtherTool(String _, String arguments) -> Optional.of(arguments);
      case Action.Subagent(String task) -> Optional.of(task);
      case Action.Shell(String command) ->
          effects.stream().anyMatch(Effect.Connects.class::isInstance)
              ? Optional.of(command)
              : Optional.empty();
      case Action.WriteFile(var path, String content) -> written(path.toString(), content);
      case Action.EditFile(var path, String added) -> written(path.toString(), added);
      case Action.ReadFile _, Action.OwnTool _ -> Optional.empty();
    };
  }

  private static Optional<String> written(String path, String text) {
    return FOR_SECRETS.matcher(path).matches() ? Optional.empty() : Optional.of(text);
  }

  private static boolean holds(String text, String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    return text.contains(value)
        || text.contains(URLEncoder.encode(value, StandardCharsets.UTF_8))
        || text.contains(Base64.getEncoder().withoutPadding().encodeToString(bytes))
        || text.contains(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes))
        || text.contains(HexFormat.of().formatHex(bytes))
        || decoded(text).contains(value);
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text; // no percent-encoding
    }
  }
}
