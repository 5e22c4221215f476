package dev.paddock.egress;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;

/**
 * A server that speaks HTTP/2 only. What it does follows from the path: {@code /count} says how
 * long the request's body was, {@code /show} shows the Authorization header, {@code /events} sends
 * one event and a second one after {@link #more}, {@code /reset} resets, {@code /401} refuses,
 * {@code /trailers} ends with trailers, {@code /big} is 8 MiB, {@code /goaway} closes the
 * connection.
 */
final class Http2TestServer implements AutoCloseable {
  final List<Http2Headers> heads = new CopyOnWriteArrayList<>();
  final AtomicLong received = new AtomicLong();
  final AtomicInteger open = new AtomicInteger();
  final AtomicInteger connections = new AtomicInteger();
  final CountDownLatch more = new CountDownLatch(1);
  final CountDownLatch cancelled = new CountDownLatch(1);
  private final EventLoopGroup group =
      new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
  private final Channel listener;

  Http2TestServer(String host) throws Exception {
    var context = TestTls.server(Rig.WORLD, host);
    listener =
        new ServerBootstrap()
            .group(group)
            .channel(EpollServerSocketChannel.class)
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel client) {
                    connections.incrementAndGet();
                    open.incrementAndGet();
                    client.closeFuture().addListener(closed -> open.decrementAndGet());
                    SSLEngine engine = context.createSSLEngine();
                    engine.setUseClientMode(false);
                    SSLParameters parameters = engine.getSSLParameters();
                    parameters.setApplicationProtocols(new String[] {"h2"});
                    engine.setSSLParameters(parameters);
                    client
                        .pipeline()
                        .addLast(
                            new SslHandler(engine),
                            Http2FrameCodecBuilder.forServer().build(),
                            new Http2MultiplexHandler(
                                new ChannelInitializer<Channel>() {
                                  @Override
                                  protected void initChannel(Channel stream) {
                                    stream.pipeline().addLast(new Stream());
                                  }
                                }));
                  }
                })
            .bind(InetAddress.getLoopbackAddress(), 0)
            .sync()
            .channel();
  }

  int port() {
    return ((InetSocketAddress) listener.localAddress()).getPort();
  }

  @Override
  public void close() {
    group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
  }

  private final class Stream extends ChannelInboundHandlerAdapter {
    private Http2Headers head = new DefaultHttp2Headers();
    private long length;

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
      if (message instanceof Http2HeadersFrame frame) {
        if (head.isEmpty()) {
          head = frame.headers();
          heads.add(head);
        }
        if (frame.isEndStream()) {
          answer(ctx);
        }
      } else if (message instanceof Http2DataFrame data) {
        length += data.content().readableBytes();
        received.addAndGet(data.content().readableBytes());
        if (data.isEndStream()) {
          answer(ctx);
        }
      }
      ReferenceCountUtil.release(message);
    }

    private void answer(ChannelHandlerContext ctx) {
      switch (head.path().toString()) {
        case "/count" -> whole(ctx, "200", String.valueOf(length));
        case "/show" -> show(ctx);
        case "/events" -> events(ctx);
        case "/big" -> {
          start(ctx, "200");
          for (int i = 0; i < 128; i++) {
            data(ctx, "x".repeat(64 * 1024), i == 127);
          }
        }
        case "/goaway" -> {
          whole(ctx, "200", "ok");
          ctx.channel().parent().close();
        }
        case "/reset" ->
            ctx.writeAndFlush(new DefaultHttp2ResetFrame(Http2Error.ENHANCE_YOUR_CALM));
        case "/401" -> whole(ctx, "401", "no");
        case "/trailers" -> {
          start(ctx, "200");
          data(ctx, "body", false);
          Http2Headers trailers = new DefaultHttp2Headers();
          trailers.add("grpc-status", "0");
          ctx.writeAndFlush(new DefaultHttp2HeadersFrame(trailers, true));
        }
        default -> whole(ctx, "200", "ok");
      }
    }

    private void show(ChannelHandlerContext ctx) {
      CharSequence shown = head.get("authorization");
      start(ctx, "200");
      for (char c : ("<" + shown + ">").toCharArray()) {
        data(ctx, String.valueOf(c), c == '>');
      }
    }

    private void events(ChannelHandlerContext ctx) {
      start(ctx, "200");
      data(ctx, "data: 1\n\n", false);
      Thread.ofVirtual()
          .start(
              () -> {
                try {
                  if (more.await(10, TimeUnit.SECONDS)) {
                    ctx.executor().execute(() -> data(ctx, "data: 2\n\n", true));
                  }
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
              });
    }

    private void whole(ChannelHandlerContext ctx, String status, String body) {
      start(ctx, status);
      data(ctx, body, true);
    }

    private void start(ChannelHandlerContext ctx, String status) {
      ctx.write(new DefaultHttp2HeadersFrame(new DefaultHttp2Headers().status(status), false));
    }

    private void data(ChannelHandlerContext ctx, String text, boolean end) {
      ctx.writeAndFlush(
          new DefaultHttp2DataFrame(
              Unpooled.wrappedBuffer(text.getBytes(StandardCharsets.US_ASCII)), end));
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
      if (event instanceof Http2ResetFrame) {
        cancelled.countDown();
      }
      ReferenceCountUtil.release(event);
    }
  }
}
