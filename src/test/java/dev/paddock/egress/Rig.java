package dev.paddock.egress;

import dev.paddock.certificates.SessionAuthority;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** A passage between a listening socket of its own and one server, on loopback. */
final class Rig implements AutoCloseable {
  static final SessionAuthority AUTHORITY = SessionAuthority.create();

  /** Vouches for the servers outside. */
  static final SessionAuthority WORLD = SessionAuthority.create();

  final RecordedEvents events = new RecordedEvents();
  final RecordedKeys keys = new RecordedKeys();
  final AtomicInteger dialed = new AtomicInteger();

  /** As the product's loops are: Netty's own cut off who ends its side and reads slowly. */
  private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, SteadyEpoll.factory());

  private final InetSocketAddress server;
  private volatile IOException refusal;
  private Channel listener;

  private Rig(int serverPort) {
    server = new InetSocketAddress(InetAddress.getLoopbackAddress(), serverPort);
  }

  static Rig plain(Destination destination, int serverPort) throws Exception {
    Rig rig = new Rig(serverPort);
    return rig.listen(new HttpPassage(rig::dial, rig.keys, rig.events), destination);
  }

  static Rig broker(Destination destination, int serverPort) throws Exception {
    Rig rig = new Rig(serverPort);
    return rig.listen(
        new BrokerPassage(AUTHORITY, trust(WORLD), rig::dial, rig.keys, rig.events), destination);
  }

  /** For a destination with the port on which the rig listens, for clients that name it. */
  static Rig brokerFor(String host, int serverPort, RequestRule... rules) throws Exception {
    Rig rig = new Rig(serverPort);
    BrokerPassage passage =
        new BrokerPassage(AUTHORITY, trust(WORLD), rig::dial, rig.keys, rig.events);
    return rig.listen(
        (client, ignored, first) ->
            passage.take(
                client,
                new Destination(host, rig.port(), List.of(rules), true, "profile.toml:7"),
                first),
        Destinations.plain(host));
  }

  /** Leads to a relay at a Unix socket; the server is the host itself, beside it. */
  static Rig relay(Relayed relayed, Destination web, Path socket, int serverPort) throws Exception {
    Rig rig = new Rig(serverPort);
    RelayPassage.Tools tools =
        new RelayPassage.Tools(
            new RelayDialer(socket),
            new TlsEngines(AUTHORITY, trust(WORLD)),
            new OutsideTls(rig::dial),
            rig::dial,
            new Gatekeeper(rig.keys, rig.events));
    return rig.listen(new RelayPassage(relayed, tools), web);
  }

  static Rig refusing() throws Exception {
    Rig rig = new Rig(1);
    return rig.listen(new RefusingPassage(rig.events), Destinations.plain("198.18.0.1"));
  }

  Rig refusingToDial(IOException cause) {
    refusal = cause;
    return this;
  }

  int port() {
    return ((InetSocketAddress) listener.localAddress()).getPort();
  }

  static X509TrustManager trust(SessionAuthority authority) throws Exception {
    java.security.KeyStore anchors = java.security.KeyStore.getInstance("PKCS12");
    anchors.load(null, null);
    anchors.setCertificateEntry("authority", authority.certificate());
    TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
    factory.init(anchors);
    return (X509TrustManager) factory.getTrustManagers()[0];
  }

  private Rig listen(Passage passage, Destination destination) throws InterruptedException {
    ChannelFuture bound =
        new ServerBootstrap()
            .group(group)
            .channel(EpollServerSocketChannel.class)
            .childOption(ChannelOption.AUTO_READ, false)
            .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel client) {
                    client.eventLoop().execute(() -> passage.take(client, destination, first()));
                  }
                })
            .bind(InetAddress.getLoopbackAddress(), 0)
            .sync();
    listener = bound.channel();
    return this;
  }

  private static ByteBuf first() {
    return Unpooled.EMPTY_BUFFER;
  }

  private Future<Channel> dial(Destination destination, EventLoop loop) {
    dialed.incrementAndGet();
    Promise<Channel> promise = loop.newPromise();
    if (refusal != null) {
      return promise.setFailure(refusal);
    }
    ChannelFuture connecting =
        new Bootstrap()
            .group(loop)
            .channel(EpollSocketChannel.class)
            .option(ChannelOption.AUTO_READ, false)
            .option(ChannelOption.ALLOW_HALF_CLOSURE, true)
            .handler(new ChannelInboundHandlerAdapter())
            .connect(server);
    connecting.addListener(
        done -> {
          if (done.isSuccess()) {
            promise.setSuccess(connecting.channel());
          } else {
            promise.setFailure(done.cause());
          }
        });
    return promise;
  }

  @Override
  public void close() {
    group.shutdownGracefully(0, 1, java.util.concurrent.TimeUnit.SECONDS).syncUninterruptibly();
  }
}
