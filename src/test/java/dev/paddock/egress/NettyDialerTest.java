package dev.paddock.egress;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.concurrent.Future;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class NettyDialerTest {
  private final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, SteadyEpoll.factory());
  private final AtomicInteger lookups = new AtomicInteger();

  @AfterEach
  void end() {
    loops.shutdownGracefully(0, 1, java.util.concurrent.TimeUnit.SECONDS).awaitUninterruptibly();
  }

  @Test
  void aNameIsResolvedOnceAndItsAddressUsed() throws Exception {
    try (LoopbackServer server = LoopbackServer.echo()) {
      Future<Channel> dialed = dial("db.example.com", server.port(), true, "127.0.0.1");

      assertThat(dialed.isSuccess()).isTrue();
      Channel channel = dialed.getNow();
      assertThat(channel.remoteAddress())
          .isEqualTo(new InetSocketAddress("127.0.0.1", server.port()));
      assertThat(channel.config().isAutoRead()).isFalse();
      assertThat(channel.pipeline().first()).isNull();
      assertThat(lookups).hasValue(1);
    }
  }

  @Test
  void aPublicNameThatLeadsToLoopbackIsRefused() throws Exception {
    try (LoopbackServer server = LoopbackServer.echo()) {
      Refusal refusal = refusal(dial("api.example.com", server.port(), false, "127.0.0.1", "::1"));

      assertThat(refusal.rule()).isEqualTo("address-not-allowed");
      assertThat(refusal.reason())
          .isEqualTo("api.example.com leads to 127.0.0.1, a loopback address.");
      assertThat(refusal.remedy()).contains("--private api.example.com");
      assertThat(server.accepted().getAsInt()).isZero();
    }
  }

  @Test
  void metadataIsRefusedWithoutARemedyThatWouldNotHelp() {
    assertThat(refusal(dial("db.example.com", 80, true, "169.254.169.254")).remedy())
        .doesNotContain("--private");
  }

  @Test
  void addressesThatAreRefusedAreLeftOutAndOthersUsed() throws Exception {
    try (LoopbackServer server = LoopbackServer.echo()) {
      Future<Channel> dialed =
          dial("db.example.com", server.port(), true, "169.254.169.254", "0.0.0.0", "127.0.0.1");

      assertThat(dialed.isSuccess()).isTrue();
    }
  }

  @Test
  void theNextAddressIsTriedWhenOneDoesNotAnswer() throws Exception {
    try (LoopbackServer server = LoopbackServer.echo()) {
      assertThat(dial("db.example.com", server.port(), true, "127.0.0.2", "127.0.0.1").isSuccess())
          .isTrue();
      assertThat(
              dial(
                      "db.example.com",
                      server.port(),
                      true,
                      "127.0.0.2",
                      "127.0.0.3",
                      "127.0.0.4",
                      "127.0.0.5",
                      "127.0.0.1")
                  .cause())
          .as("at most four are tried")
          .hasMessageContaining("no connection to 127.0.0.5 port")
          .hasMessageContaining("Connection refused");
    }
  }

  @Test
  void aLiteralAddressIsItselfAndIsNotLookedUp() throws Exception {
    try (LoopbackServer server = LoopbackServer.echo()) {
      assertThat(dial("127.0.0.1", server.port(), false, "203.0.113.9").isSuccess()).isTrue();
      assertThat(lookups).hasValue(0);
    }
  }

  @Test
  void aNameThatDoesNotResolveIsSaidSo() {
    NettyDialer dialer =
        new NettyDialer(
            name -> {
              throw new UnknownHostException(name);
            });
    assertThat(
            dialer
                .dial(destination("gone.example.com", 443, false), loops.next())
                .awaitUninterruptibly()
                .cause())
        .hasMessage("the name does not resolve outside");
    assertThat(dial("empty.example.com", 443, false).cause())
        .hasMessage("the name has no address outside");
  }

  private Future<Channel> dial(String host, int port, boolean mayBePrivate, String... addresses) {
    List<InetAddress> all = Stream.of(addresses).map(InetAddress::ofLiteral).toList();
    NettyDialer dialer =
        new NettyDialer(
            _ -> {
              lookups.incrementAndGet();
              return all;
            });
    return dialer.dial(destination(host, port, mayBePrivate), loops.next()).awaitUninterruptibly();
  }

  private static Destination destination(String host, int port, boolean mayBePrivate) {
    return new Destination(host, port, List.of(), mayBePrivate, "test");
  }

  private static Refusal refusal(Future<Channel> dialed) {
    assertThat(dialed.cause()).isInstanceOf(RefusedException.class);
    return ((RefusedException) dialed.cause()).refusal();
  }
}
