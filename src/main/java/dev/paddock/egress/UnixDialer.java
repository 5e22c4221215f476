package dev.paddock.egress;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Connects with a part of Paddock's own at its Unix socket outside. Thread-safe. */
final class UnixDialer {
  private final Path socket;
  private final String who;

  /**
   * Makes one.
   *
   * @param who answers there, for messages
   */
  UnixDialer(Path socket, String who) {
    this.socket = socket;
    this.who = who;
  }

  /**
   * Connects.
   *
   * @param preamble what is sent first
   * @return a channel on that loop on which the preamble was sent, with an empty pipeline, autoRead
   *     off and half-closure allowed; fails with an IOException whose message is for people
   */
  Future<Channel> dial(String preamble, EventLoop loop) {
    Promise<Channel> promise = loop.newPromise();
    EpollDomainSocketChannel channel = new EpollDomainSocketChannel();
    channel
        .config()
        .setAutoRead(false)
        .setAllowHalfClosure(true)
        .setWriteBufferWaterMark(
            new WriteBufferWaterMark(Connections.BUFFER / 2, Connections.BUFFER));
    var _ =
        loop.register(channel)
            .addListener(
                registered -> {
                  if (registered.isSuccess()) {
                    connect(channel, preamble, promise);
                  } else {
                    promise.tryFailure(registered.cause());
                  }
                });
    return promise;
  }

  private void connect(
      EpollDomainSocketChannel channel, String preamble, Promise<Channel> promise) {
    var _ =
        channel
            .connect(new DomainSocketAddress(socket.toString()))
            .addListener(
                connected -> {
                  if (!connected.isSuccess()) {
                    Connections.close(channel);
                    promise.tryFailure(
                        new IOException(
                            who + " does not answer: " + connected.cause().getMessage(),
                            connected.cause()));
                    return;
                  }
                  var _ =
                      channel.writeAndFlush(
                          Unpooled.copiedBuffer(preamble, StandardCharsets.US_ASCII));
                  if (!promise.trySuccess(channel)) {
                    Connections.close(channel);
                  }
                });
  }
}
