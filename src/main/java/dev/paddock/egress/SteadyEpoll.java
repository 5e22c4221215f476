package dev.paddock.egress;

import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.IoOps;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollIoOps;

/**
 * Netty's epoll, but a connection whose one half has ended goes on with the other.
 *
 * <p>Netty 4.2.13 to 4.2.20 take a socket out of the epoll set when a channel waits for nothing (PR
 * 16689), and forget to put it back when it does again: a client that ends its side and then reads
 * slower than the server writes would be cut off with "epoll_ctl(..) failed: No such file or
 * directory". Here such a socket stays in the set, edge-triggered (epoll(7)), so that what remains
 * signalled does not wake the loop again and again, which is what that change was for.
 */
final class SteadyEpoll implements IoHandler {
  private final IoHandler epoll;

  private SteadyEpoll(IoHandler epoll) {
    this.epoll = epoll;
  }

  static IoHandlerFactory factory() {
    IoHandlerFactory factory = EpollIoHandler.newFactory();
    return executor -> new SteadyEpoll(factory.newHandler(executor));
  }

  @Override
  public IoRegistration register(IoHandle handle) throws Exception {
    return new Registration(epoll.register(handle));
  }

  @Override
  public void initialize() {
    epoll.initialize();
  }

  @Override
  public int run(IoHandlerContext context) {
    return epoll.run(context);
  }

  @Override
  public void prepareToDestroy() {
    epoll.prepareToDestroy();
  }

  @Override
  public void destroy() {
    epoll.destroy();
  }

  @Override
  public void wakeup() {
    epoll.wakeup();
  }

  @Override
  public boolean isCompatible(Class<? extends IoHandle> handleType) {
    return epoll.isCompatible(handleType);
  }

  /** Used on its event loop only, but for {@link #cancel}. */
  private static final class Registration implements IoRegistration {
    private final IoRegistration registration;
    private boolean isInTheSet;

    Registration(IoRegistration registration) {
      this.registration = registration;
    }

    @Override
    public long submit(IoOps ops) {
      boolean isNone = EpollIoOps.NONE.equals(ops);
      // Before that it may not be connected yet, which epoll would signal (netty/netty#16240).
      if (isNone && isInTheSet) {
        return registration.submit(EpollIoOps.EPOLLET);
      }
      isInTheSet |= !isNone;
      return registration.submit(ops);
    }

    @Override
    @SuppressWarnings("TypeParameterUnusedInFormals") // so Netty declares it
    public <T> T attachment() {
      return registration.attachment();
    }

    @Override
    public boolean isValid() {
      return registration.isValid();
    }

    @Override
    public boolean cancel() {
      return registration.cancel();
    }
  }
}
