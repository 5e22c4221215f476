package dev.paddock.egress;

import dev.paddock.certificates.SessionAuthority;
import dev.paddock.credentials.KeyStore;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollServerSocketChannel;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.net.ssl.TrustManager;

/**
 * A session's way out: takes the connections and the questions for names that come in at the
 * sockets inside, and gives each to who decides on it. Thread-safe.
 *
 * <p>Concurrency: a connection and the one that it leads to live on one event loop from beginning
 * to end, so that nothing of them is shared between threads. There are two loops; nothing on them
 * blocks.
 */
public final class Egress implements AutoCloseable {
  private static final int LOOPS = 2;
  private static final int MOST_CONNECTIONS = 4_096;
  private static final Duration FOR_A_HELLO = Duration.ofSeconds(10);
  private static final int LONGEST_QUESTION = 4_096;

  /**
   * Who decides.
   *
   * @param dialer makes connections outside
   * @param http reads plain HTTP
   * @param broker reads what is in TLS, for destinations with rules
   * @param refusing says over HTTP why a name is not reached; its destination is the refusing
   *     address itself
   * @param relay leads to the git relay
   * @param gate leads to the gate's public side
   * @param events is told what happens
   */
  record Parts(
      Dialer dialer,
      Passage http,
      Passage broker,
      Passage refusing,
      Function<Relayed, Passage> relay,
      Passage gate,
      EgressEvents events) {}

  private final Parts parts;
  private final TlsPassage tls;
  private final AnyPassage any;
  private final ReadPassage read;
  private final MachinePassage machine;
  private final Resolver resolver;
  private final Admission admission;
  private final List<Channel> listeners = new CopyOnWriteArrayList<>();
  private final CompletableFuture<EventLoopGroup> started = new CompletableFuture<>();

  private Egress(EgressPlan plan, Parts parts, int mostConnections) {
    this.parts = parts;
    this.tls = new TlsPassage(parts.dialer(), parts.broker(), parts.events(), FOR_A_HELLO);
    this.any = new AnyPassage(parts.dialer(), parts.http(), parts.events());
    this.read = new ReadPassage(parts.http(), tls, parts.events());
    this.machine = new MachinePassage(parts.dialer(), parts.events());
    this.resolver = new Resolver(plan, parts.events());
    this.admission = new Admission(mostConnections, parts.events());
  }

  /**
   * Begins to serve the sockets, and returns before that: the kernel keeps what comes meanwhile.
   *
   * @param descriptors of the plan's endpoints, in their order, all non-blocking; from now on they
   *     belong to the egress
   * @param authority whose certificates are shown inside; must be there if any destination is read
   * @param keys gives the keys of the plan's credentials
   * @param trust whom to believe outside
   * @param relay the Unix socket of the git relay; must be there if anything is relayed
   * @param gate the Unix socket of the gate's public side; must be there if the plan has it
   * @param events is told what happens
   * @throws GeneralSecurityException if this JDK lacks TLS
   */
  public static Egress start(
      EgressPlan plan,
      List<Integer> descriptors,
      Optional<SessionAuthority> authority,
      KeyStore keys,
      TrustManager trust,
      Optional<Path> relay,
      Optional<Path> gate,
      EgressEvents events)
      throws GeneralSecurityException {
    Dialer dialer = new NettyDialer(HostLookup.ofTheMachine());
    HttpPassage http = new HttpPassage(dialer, keys, events);
    RefusingPassage refusing = new RefusingPassage(events);
    Passage broker =
        authority.isPresent()
            ? new BrokerPassage(authority.get(), trust, dialer, keys, events)
            : Egress::refuse; // nothing is read in this session
    TlsEngines engines = authority.isPresent() ? new TlsEngines(authority.get(), trust) : null;
    Function<Relayed, Passage> relays =
        relay.isPresent()
            ? relays(
                new RelayPassage.Tools(
                    new RelayDialer(relay.get()),
                    engines,
                    new OutsideTls(dialer),
                    dialer,
                    new Gatekeeper(keys, events)))
            : _ -> Egress::refuse; // there is none in this session
    Passage toGate =
        gate.isPresent()
            ? new GatePassage(new UnixDialer(gate.get(), "the gate"), events)
            : Egress::refuse; // there is none in this session
    return start(
        plan, descriptors, new Parts(dialer, http, broker, refusing, relays, toGate, events));
  }

  private static Function<Relayed, Passage> relays(RelayPassage.Tools tools) {
    return relayed -> {
      RelayPassage passage = new RelayPassage(relayed, tools);
      return relayed.speech() == Relayed.Speech.HTTPS
          ? new TlsPassage(tools.webDialer(), passage, tools.gatekeeper().events(), FOR_A_HELLO)
          : passage;
    };
  }

  /**
   * Begins with nothing to serve: for further ports of a session whose network another process
   * serves, see {@link #publish} and {@link #reach}.
   *
   * @param events is told what happens
   */
  public static Egress ofPorts(EgressEvents events) {
    Dialer dialer = new NettyDialer(HostLookup.ofTheMachine());
    return start(
        EgressPlan.NOTHING,
        List.of(),
        new Parts(
            dialer,
            Egress::refuse,
            Egress::refuse,
            Egress::refuse,
            _ -> Egress::refuse,
            Egress::refuse,
            events));
  }

  /**
   * Begins to serve the sockets, and returns before that: the kernel keeps what comes meanwhile.
   *
   * @param descriptors of the plan's endpoints, in their order, all non-blocking; from now on they
   *     belong to the egress
   */
  static Egress start(EgressPlan plan, List<Integer> descriptors, Parts parts) {
    return start(plan, descriptors, parts, MOST_CONNECTIONS);
  }

  static Egress start(
      EgressPlan plan, List<Integer> descriptors, Parts parts, int mostConnections) {
    if (descriptors.size() != plan.listeners().size()) {
      throw new IllegalArgumentException(
          descriptors.size() + " sockets for " + plan.listeners().size() + " endpoints");
    }
    Egress egress = new Egress(plan, parts, mostConnections);
    Thread.ofPlatform()
        .daemon()
        .name("paddock-egress-start")
        .start(() -> egress.serve(plan, descriptors));
    return egress;
  }

  /**
   * Waits until the sockets are served.
   *
   * @throws IOException if they can't be; the message is for people
   */
  public void await() throws IOException {
    var _ = loops();
  }

  /**
   * Makes a server that runs inside visible at the same port of the machine's 127.0.0.1 and ::1.
   *
   * @throws IOException if the port is taken; the message is for people
   */
  public void publish(int port, InsideConnector inside) throws IOException {
    listeners.addAll(new Publishing(loops(), inside, admission, parts.events()).publish(port));
  }

  /**
   * Makes the machine's 127.0.0.1 at a port visible inside.
   *
   * @param descriptor listens inside; from now on it belongs to the egress
   * @throws IOException if the network can't be served
   */
  public void reach(int port, int descriptor) throws IOException {
    serveConnections(loops(), EgressPlan.machine(port), descriptor);
  }

  /** Ends all connections and closes all sockets. */
  @Override
  public void close() {
    try {
      EventLoopGroup loops = loops();
      admission.end();
      closeAll(listeners);
      // What was accepted may still wait to be registered; a loop that ends forgets it, open.
      loops.forEach(loop -> loop.submit(() -> {}).awaitUninterruptibly(1, TimeUnit.SECONDS));
      closeAll(admission.open());
      var _ =
          loops
              .shutdownGracefully(0, 1, TimeUnit.SECONDS)
              .awaitUninterruptibly(2, TimeUnit.SECONDS);
    } catch (IOException e) {
      // It was told when it happened, and there is nothing to end.
    }
  }

  private static void refuse(Channel client, Destination destination, ByteBuf first) {
    first.release();
    Connections.reset(client);
  }

  private static void closeAll(List<Channel> channels) {
    channels.forEach(Connections::close);
    channels.forEach(c -> c.closeFuture().awaitUninterruptibly(1, TimeUnit.SECONDS));
  }

  private EventLoopGroup loops() throws IOException {
    try {
      return started.join();
    } catch (RuntimeException e) {
      throw new IOException("The network can't be served: " + e.getMessage(), e);
    }
  }

  private void serve(EgressPlan plan, List<Integer> descriptors) {
    try {
      QuietNetty.please();
      ThreadFactory threads = Thread.ofPlatform().daemon().name("paddock-egress").factory();
      EventLoopGroup loops = new MultiThreadIoEventLoopGroup(LOOPS, threads, SteadyEpoll.factory());
      for (int i = 0; i < descriptors.size(); i++) {
        EgressPlan.Listener listener = plan.listeners().get(i);
        if (listener.endpoint().datagram()) {
          serveDatagrams(loops, listener.endpoint(), descriptors.get(i));
        } else {
          serveConnections(loops, listener, descriptors.get(i));
        }
      }
      started.complete(loops);
    } catch (Throwable e) {
      // A library that is missing is an Error, and the session has to know.
      started.completeExceptionally(e);
    }
  }

  private void serveDatagrams(EventLoopGroup loops, Endpoint endpoint, int descriptor) {
    EpollDatagramChannel channel = new EpollDatagramChannel(descriptor);
    channel.config().setRecvByteBufAllocator(new FixedRecvByteBufAllocator(LONGEST_QUESTION));
    channel.pipeline().addLast(new DnsOverUdp(resolver, Trouble.at(endpoint, parts.events())));
    loops.register(channel).syncUninterruptibly();
    listeners.add(channel);
  }

  private void serveConnections(
      EventLoopGroup loops, EgressPlan.Listener listener, int descriptor) {
    Trouble trouble = Trouble.at(listener.endpoint(), parts.events());
    Channel channel =
        new ServerBootstrap()
            .group(loops)
            .channelFactory(() -> new EpollServerSocketChannel(descriptor))
            .handler(new Listening(trouble))
            .childHandler(admission.admitting(service(listener, trouble)))
            .register()
            .syncUninterruptibly()
            .channel();
    listeners.add(channel);
  }

  private Consumer<Channel> service(EgressPlan.Listener listener, Trouble trouble) {
    return switch (listener.purpose()) {
      case Purpose.Resolve _ -> client -> DnsOverTcp.serve(client, resolver, trouble);
      case Purpose.Refuse _ -> client -> take(parts.refusing(), client, trouble.place());
      case Purpose.Reach(Destination destination) ->
          client -> take(passage(destination), client, destination);
      case Purpose.Relay(Relayed relayed, Destination web) -> {
        Passage passage = parts.relay().apply(relayed);
        yield client -> take(passage, client, web);
      }
      case Purpose.Gate _ -> client -> take(parts.gate(), client, trouble.place());
      case Purpose.Machine(Destination destination) -> client -> take(machine, client, destination);
    };
  }

  private Passage passage(Destination destination) {
    return switch (destination.protocol()) {
      case HTTP -> parts.http();
      case TLS -> tls;
      case ANY -> destination.isRead() ? read : any;
    };
  }

  private void take(Passage passage, Channel client, Destination destination) {
    try {
      passage.take(client, destination, Unpooled.EMPTY_BUFFER);
    } catch (RuntimeException e) {
      new Ending(destination, parts.events()).fail(client, e);
    }
  }
}
