package dev.paddock.egress;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.codec.http2.DefaultHttp2GoAwayFrame;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2GoAwayFrame;
import io.netty.handler.codec.http2.Http2HeadersEncoder;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.util.ReferenceCountUtil;

/**
 * Sets up HTTP/2 (RFC 9113) on both connections. Each stream of the client's becomes one of the
 * server's; what concerns a whole connection (settings, pings, windows) ends at each of them.
 */
// A write that fails closes its channel, which its handlers are told.
@SuppressWarnings("FutureReturnValueIgnored")
final class Http2Connections {
  private static final int MOST_STREAMS = 128;
  private static final int LONGEST_HEAD = 64 * 1024;

  /** Half a second of 16 Mbit/s for a stream, and four of them at once. */
  private static final int STREAM_WINDOW = 1024 * 1024;

  private static final int CONNECTION_WINDOW = 4 * STREAM_WINDOW;
  private static final int DEFAULT_WINDOW = 65_535;
  private static final long GRACE_MILLIS = 2_000;

  /** Keys must not stay in a table of compression (RFC 7541 7.1.3). */
  private static final Http2HeadersEncoder.SensitivityDetector SENSITIVE =
      (name, value) -> FieldTable.KEYS.contains(name.toString());

  private Http2Connections() {}

  /** Speaks HTTP/2 with a server from now on; pushes are not wanted. */
  static void toServer(Channel server) {
    start(
        server,
        Http2FrameCodecBuilder.forClient()
            .initialSettings(settings().pushEnabled(false).maxConcurrentStreams(0))
            .encoderEnforceMaxConcurrentStreams(true),
        new ChannelInitializer<Channel>() {
          @Override
          protected void initChannel(Channel pushed) {
            pushed.close();
          }
        });
  }

  /** Speaks HTTP/2 with a client from now on, and ends both connections with each other. */
  static void toClient(
      Channel client, Destination destination, Gatekeeper gatekeeper, Outside outside) {
    start(
        client,
        Http2FrameCodecBuilder.forServer()
            .initialSettings(settings().maxConcurrentStreams(MOST_STREAMS)),
        new ChannelInitializer<Channel>() {
          @Override
          protected void initChannel(Channel stream) {
            stream.config().setAutoRead(false);
            stream.pipeline().addLast(new Http2Front(destination, gatekeeper, outside));
          }
        });
    client.pipeline().addLast(new ClientEnd(destination, gatekeeper, outside));
    if (outside instanceof Outside.Connected connected) {
      connected.channel().pipeline().addLast(new ServerEnd(client));
      if (!connected.channel().isActive()) {
        client.close();
      }
    }
  }

  private static Http2Settings settings() {
    return Http2Settings.defaultSettings()
        .initialWindowSize(STREAM_WINDOW)
        .maxHeaderListSize(LONGEST_HEAD);
  }

  private static void start(
      Channel channel, Http2FrameCodecBuilder builder, ChannelHandler streams) {
    Http2FrameCodec codec =
        builder
            .validateHeaders(true)
            .headerSensitivityDetector(SENSITIVE)
            .gracefulShutdownTimeoutMillis(GRACE_MILLIS)
            .build();
    channel.pipeline().addLast(codec, new Http2MultiplexHandler(streams));
    try {
      codec
          .connection()
          .local()
          .flowController()
          .incrementWindowSize(
              codec.connection().connectionStream(), CONNECTION_WINDOW - DEFAULT_WINDOW);
    } catch (Http2Exception e) {
      channel.pipeline().fireExceptionCaught(e);
    }
    channel.flush();
    channel.config().setAutoRead(true);
  }

  /** What concerns the client's whole connection. */
  private static final class ClientEnd extends ChannelInboundHandlerAdapter {
    private final Destination destination;
    private final Gatekeeper gatekeeper;
    private final Outside outside;

    ClientEnd(Destination destination, Gatekeeper gatekeeper, Outside outside) {
      this.destination = destination;
      this.gatekeeper = gatekeeper;
      this.outside = outside;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
      ReferenceCountUtil.release(message);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
      if (outside instanceof Outside.Connected connected) {
        connected.channel().close();
      }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      InsideProblem.tell(destination, cause, gatekeeper.events());
      ctx.close();
    }
  }

  /** What concerns the server's whole connection. */
  private static final class ServerEnd extends ChannelInboundHandlerAdapter {
    private final Channel client;

    ServerEnd(Channel client) {
      this.client = client;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
      if (message instanceof Http2GoAwayFrame goAway) {
        client.writeAndFlush(new DefaultHttp2GoAwayFrame(goAway.errorCode()));
      }
      ReferenceCountUtil.release(message);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
      client.close();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      ctx.close();
    }
  }
}
