package dev.paddock.packages;

/**
 * A host that a package manager is configured to read from. Whatever else its address had, a name
 * and a password above all, is not kept.
 *
 * @param client the package manager, as people call it: {@code npm}
 * @param host a name as of RFC 1123 in lower case without a dot at its end, or an IPv4 address
 * @param port 1 to 65535
 * @param tls whether it is spoken to over TLS
 */
public record Registry(String client, String host, int port, boolean tls) {}
