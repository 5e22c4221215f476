package dev.paddock.egress;

import java.net.InetAddress;

/**
 * A socket that is to be made inside, non-blocking and, unless it is one for datagrams, listening.
 *
 * @param address what it is bound to
 * @param port 1 to 65535
 * @param datagram UDP instead of TCP
 */
public record Endpoint(InetAddress address, int port, boolean datagram) {}
