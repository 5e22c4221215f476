package dev.paddock.egress;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.epoll.Epoll;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * An egress whose sockets are all at this machine's 127.0.0.1, for tests: every destination leads
 * to one server there.
 */
final class RunningEgress implements AutoCloseable {
  final RecordedEvents events = new RecordedEvents();
  final List<String> handedOver = new CopyOnWriteArrayList<>();
  final Egress egress;
  private final EgressPlan plan;
  private final List<InetSocketAddress> places = new ArrayList<>();

  /** Starts it with one destination of that host and port. */
  RunningEgress(String host, int port, int upstreamPort) throws IOException {
    this(
        List.of(new Destination(host, port, List.of(), false, "test")),
        List.of(),
        upstreamPort,
        4_096);
  }

  RunningEgress(
      List<Destination> destinations, List<Integer> reach, int upstreamPort, int mostConnections)
      throws IOException {
    Epoll.ensureAvailability();
    plan = EgressPlan.of(destinations, reach, true);
    List<Integer> descriptors = new ArrayList<>();
    for (Endpoint endpoint : plan.endpoints()) {
      io.netty.channel.unix.Socket socket =
          endpoint.datagram()
              ? io.netty.channel.unix.Socket.newSocketDgram()
              : io.netty.channel.unix.Socket.newSocketStream();
      socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
      if (!endpoint.datagram()) {
        socket.listen(1_024);
      }
      descriptors.add(socket.intValue());
      places.add(socket.localAddress());
    }
    NettyDialer real = new NettyDialer(_ -> List.of(InetAddress.ofLiteral("127.0.0.1")));
    Destination upstream =
        new Destination("upstream.example", upstreamPort, List.of(), true, "test");
    Dialer dialer = (Destination _, EventLoop loop) -> real.dial(upstream, loop);
    egress =
        Egress.start(
            plan,
            descriptors,
            new Egress.Parts(
                dialer,
                saying("http"),
                saying("broker"),
                saying("refused"),
                _ -> saying("relay"),
                saying("gate"),
                events),
            mostConnections);
    egress.await();
  }

  /** Connects to the endpoint of that number, the first destination's being 3. */
  Socket connect(int endpoint) throws IOException {
    Socket socket = new Socket();
    socket.setSoTimeout(5_000);
    socket.connect(places.get(endpoint), 5_000);
    return socket;
  }

  Socket connect() throws IOException {
    return connect(3);
  }

  InetSocketAddress place(int endpoint) {
    return places.get(endpoint);
  }

  @Override
  public void close() {
    egress.close();
  }

  // Answers with its name, so that a client can tell who took it.
  private Passage saying(String name) {
    return (Channel client, Destination destination, ByteBuf first) -> {
      handedOver.add(
          name + " " + destination.host() + " " + first.toString(StandardCharsets.ISO_8859_1));
      first.release();
      var _ =
          client
              .writeAndFlush(Unpooled.copiedBuffer(name, StandardCharsets.US_ASCII))
              .addListener((Future<? super Void> _) -> Connections.close(client));
    };
  }
}
