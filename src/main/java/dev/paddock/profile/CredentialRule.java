package dev.paddock.profile;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A key of the owner's that is added outside, {@code [credentials.NAME]}.
 *
 * @param name what rules for hosts call it
 * @param from where the key is kept
 * @param header the HTTP header that carries it
 * @param format the header's value, with {@code {}} where the key goes
 * @param variable the environment variable that holds the placeholder inside, if there is one
 * @param placeholder the placeholder's shape: {@code {N}} is N random letters and digits
 */
public record CredentialRule(
    String name,
    KeySource from,
    String header,
    String format,
    Optional<String> variable,
    String placeholder) {
  static final String DEFAULT_HEADER = "Authorization";
  private static final String GAP = "{}";

  /** A token of RFC 9110, 5.6.2. */
  private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,64}");

  private static final Pattern VALUE = Pattern.compile("[!-~]([ -~]{0,510}[!-~])?");

  /** Headers that say where a message ends or goes, RFC 9110 and 9112. */
  private static final Set<String> FRAMING =
      Set.of(
          "connection",
          "content-encoding",
          "content-length",
          "expect",
          "host",
          "keep-alive",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");

  /** Returns all; of those with the same name, the one that was said last. */
  static List<Sourced<CredentialRule>> redefined(
      List<Sourced<CredentialRule>> below, List<Sourced<CredentialRule>> more) {
    SequencedMap<String, Sourced<CredentialRule>> byName = new LinkedHashMap<>();
    below.forEach(entry -> byName.put(entry.value().name(), entry));
    more.forEach(entry -> byName.put(entry.value().name(), entry));
    return List.copyOf(byName.values());
  }

  /** Returns what the header holds unless the profile says it. */
  static String defaultFormat(String header) {
    return header.equalsIgnoreCase(DEFAULT_HEADER) ? "Bearer {}" : GAP;
  }

  static String header(String text) {
    if (!TOKEN.matcher(text).matches()) {
      throw new EntryException(
          Printable.quote(text) + " is no name of an HTTP header",
          "Write a name such as X-Api-Key");
    }
    if (FRAMING.contains(text.toLowerCase(Locale.ROOT))) {
      throw new EntryException(
          Printable.quote(text) + " can carry no key: it says how a message is sent",
          "Write the header that the host expects the key in");
    }
    return text;
  }

  static String format(String text) {
    int gap = text.indexOf(GAP);
    if (gap < 0 || text.indexOf(GAP, gap + 1) >= 0) {
      throw new EntryException(
          Printable.quote(text) + " does not have {} exactly once",
          "Write {} where the key goes: Bearer {}");
    }
    if (!VALUE.matcher(text).matches()) {
      throw new EntryException(
          Printable.quote(text) + " can't be the value of a header",
          "Write at most 512 visible ASCII characters, and blanks only between them");
    }
    return text;
  }
}
