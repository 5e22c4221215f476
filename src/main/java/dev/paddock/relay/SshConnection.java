package dev.paddock.relay;

import java.io.IOException;
import java.io.OutputStream;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.sshd.common.io.AbstractIoWriteFuture;
import org.apache.sshd.common.io.IoService;
import org.apache.sshd.common.io.IoSession;
import org.apache.sshd.common.io.IoWriteFuture;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.closeable.AbstractCloseable;
import org.jspecify.annotations.Nullable;

/**
 * One connection as the SSH server sees it. Writes block, one at a time, and are done on return.
 */
final class SshConnection extends AbstractCloseable implements IoSession {
  private static final AtomicLong NUMBERS = new AtomicLong();
  private static final SocketAddress ADDRESS = UnixDomainSocketAddress.of("git-relay");

  private final long number = NUMBERS.incrementAndGet();
  private final IoService service;
  private final SocketChannel channel;
  private final OutputStream out;
  private final Map<Object, Object> attributes = new ConcurrentHashMap<>();
  private final ReentrantLock writing = new ReentrantLock();
  private final ReentrantLock reading = new ReentrantLock();
  private final Condition resumed = reading.newCondition();
  private boolean suspended;

  SshConnection(IoService service, SocketChannel channel, OutputStream out) {
    this.service = service;
    this.channel = channel;
    this.out = out;
  }

  /** Waits while the server wants nothing more. */
  void awaitReading() throws IOException {
    reading.lock();
    try {
      while (suspended && channel.isOpen()) {
        resumed.await();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      reading.unlock();
    }
  }

  @Override
  public IoWriteFuture writeBuffer(Buffer buffer) throws IOException {
    writing.lock();
    try {
      out.write(buffer.array(), buffer.rpos(), buffer.available());
      return AbstractIoWriteFuture.fulfilled("git-relay", true);
    } finally {
      writing.unlock();
    }
  }

  @Override
  public void suspendRead() {
    suspend(true);
  }

  @Override
  public void resumeRead() {
    suspend(false);
  }

  private void suspend(boolean now) {
    reading.lock();
    try {
      suspended = now;
      resumed.signalAll();
    } finally {
      reading.unlock();
    }
  }

  @Override
  public void shutdownOutputStream() throws IOException {
    channel.shutdownOutput();
  }

  @Override
  protected void doCloseImmediately() {
    try {
      channel.close();
    } catch (IOException e) {
      // It is over in any case.
    }
    suspend(false);
    super.doCloseImmediately();
  }

  @Override
  public long getId() {
    return number;
  }

  @Override
  public SocketAddress getAcceptanceAddress() {
    return ADDRESS;
  }

  @Override
  public SocketAddress getLocalAddress() {
    return ADDRESS;
  }

  @Override
  public SocketAddress getRemoteAddress() {
    return ADDRESS;
  }

  @Override
  public @Nullable Object getAttribute(Object key) {
    return attributes.get(key);
  }

  @Override
  public @Nullable Object setAttribute(Object key, Object value) {
    return attributes.put(key, value);
  }

  @Override
  public @Nullable Object setAttributeIfAbsent(Object key, Object value) {
    return attributes.putIfAbsent(key, value);
  }

  @Override
  public @Nullable Object removeAttribute(Object key) {
    return attributes.remove(key);
  }

  @Override
  public IoService getService() {
    return service;
  }
}
