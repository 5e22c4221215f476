package dev.paddock.egress;

import dev.paddock.certificates.SessionAuthority;
import dev.paddock.credentials.KeyStore;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.security.GeneralSecurityException;
import javax.net.ssl.TrustManager;

/**
 * TLS that is opened, read and encrypted again, for destinations with rules: the only way on which
 * keys go out.
 *
 * <p>The server is connected to first, with the protocols that the client offers; what it chooses
 * is what the client gets, so that no version of HTTP is ever translated into another.
 */
final class BrokerPassage implements Passage {
  private final TlsEngines engines;
  private final OutsideTls outside;
  private final Gatekeeper gatekeeper;

  /**
   * Makes a passage.
   *
   * @param trust whom to believe outside
   * @throws GeneralSecurityException if this JDK lacks TLS
   */
  BrokerPassage(
      SessionAuthority authority,
      TrustManager trust,
      Dialer dialer,
      KeyStore keys,
      EgressEvents events)
      throws GeneralSecurityException {
    this.engines = new TlsEngines(authority, trust);
    this.outside = new OutsideTls(dialer);
    this.gatekeeper = new Gatekeeper(keys, events);
  }

  /** Takes a connection whose ClientHello was checked already. */
  @Override
  public void take(Channel client, Destination destination, ByteBuf first) {
    client.pipeline().addLast(new BrokerHello(destination, engines, outside, gatekeeper));
    if (first.isReadable()) {
      client.pipeline().fireChannelRead(first);
      client.pipeline().fireChannelReadComplete();
    } else {
      first.release();
      client.read();
    }
  }
}
