package dev.paddock.packages;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the addresses that clients tell: of {@code https://name:password@host/path} the host. */
final class RegistryAddress {
  private static final Pattern FORM =
      Pattern.compile(
          "(?:sparse\\+)?(https?)://(?:[^/?#]*@)?([A-Za-z0-9._-]{1,254})(?::([0-9]{1,5}))?(?:[/?#].*)?",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern HOST =
      Pattern.compile("[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*");
  private static final int HIGHEST_PORT = 65535;

  private RegistryAddress() {}

  /** Returns the registry; empty if the text is no http or https address of a host. */
  static Optional<Registry> parse(String client, String text) {
    Matcher form = FORM.matcher(text.strip());
    if (!form.matches()) {
      return Optional.empty();
    }
    String host = form.group(2).toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
    boolean tls = form.group(1).equalsIgnoreCase("https");
    int port = form.group(3) == null ? (tls ? 443 : 80) : Integer.parseInt(form.group(3));
    return HOST.matcher(host).matches() && port >= 1 && port <= HIGHEST_PORT
        ? Optional.of(new Registry(client, host, port, tls))
        : Optional.empty();
  }

  /** Tells whether a host is this machine. */
  static boolean isThisMachine(String host) {
    return host.equals("localhost") || host.endsWith(".localhost") || host.startsWith("127.");
  }
}
