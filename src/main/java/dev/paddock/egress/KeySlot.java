package dev.paddock.egress;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where in a header's value the placeholder stands: alone, after a scheme, or as one half of
 * Basic's user and password (RFC 7617).
 *
 * @param before what stands before it, in Basic after decoding
 * @param after what stands behind it
 * @param basic whether it is inside Basic's base64
 */
record KeySlot(String before, String after, boolean basic) {
  private static final Pattern SCHEME = Pattern.compile("([A-Za-z0-9._-]{1,32} +)(.*)");

  /** No key that anybody relies on is as short as this. */
  private static final int LONGEST_OTHER_HALF = 20;

  /** Finds the placeholder; empty if the value is anything else. */
  static Optional<KeySlot> find(String value, String placeholder) {
    if (value.equals(placeholder)) {
      return Optional.of(new KeySlot("", "", false));
    }
    Matcher matcher = SCHEME.matcher(value);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    if (matcher.group(2).equals(placeholder)) {
      return Optional.of(new KeySlot(matcher.group(1), "", false));
    }
    return matcher.group(1).strip().equalsIgnoreCase("Basic")
        ? inBasic(matcher.group(2), placeholder)
        : Optional.empty();
  }

  private static Optional<KeySlot> inBasic(String encoded, String placeholder) {
    String pair;
    try {
      pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    int colon = pair.indexOf(':');
    if (colon < 0) {
      return Optional.empty();
    }
    String user = pair.substring(0, colon);
    String password = pair.substring(colon + 1);
    if (password.equals(placeholder) && isNoKey(user)) {
      return Optional.of(new KeySlot(user + ":", "", true));
    }
    return user.equals(placeholder) && isNoKey(password)
        ? Optional.of(new KeySlot("", ":" + password, true))
        : Optional.empty();
  }

  /**
   * Some servers take a key as the user's name whatever the password is: the other half must not be
   * long enough for one, unless it is a mail address.
   */
  static boolean isNoKey(String half) {
    return half.length() <= LONGEST_OTHER_HALF || half.indexOf('@') > 0;
  }

  /** The header's value with the key. */
  String fill(String key) {
    return basic ? "Basic " + encoded(key) : before + key + after;
  }

  /** Basic's credentials with the key, as they travel. */
  String encoded(String key) {
    return Base64.getEncoder()
        .encodeToString((before + key + after).getBytes(StandardCharsets.UTF_8));
  }
}
