package dev.paddock.session;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Threads that don't keep the process alive. */
final class Background {
  private Background() {}

  static void run(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * Waits for a task; what it threw comes as the cause of an IOException that says what it was
   * about.
   */
  static <T> T result(FutureTask<T> task, String about) throws IOException {
    try {
      return task.get();
    } catch (ExecutionException e) {
      throw new IOException(about, e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(about, e);
    }
  }
}
