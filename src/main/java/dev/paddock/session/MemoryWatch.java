package dev.paddock.session;

import dev.paddock.linux.Processes;
import dev.paddock.linux.Signals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Ends a process inside that uses more memory than its limit allows, without privileges.
 *
 * <p>The kernel's own limit (RLIMIT_DATA) counts what is reserved and never used, which breaks
 * browsers and sanitizers, and not what is shared. So the supervisor looks: ten times a second at
 * what the machine has left, which is one short read, and only if the session may have taken much
 * at the single processes; at those that are near the limit two hundred times a second.
 */
final class MemoryWatch implements Runnable {
  private static final long USUAL_MILLISECONDS = 100;
  private static final long NEAR_MILLISECONDS = 5;
  private static final int LOOK_ANYWAY_EVERY = 50;
  private static final Path MEMORY = Path.of("/proc/meminfo");

  private final ProcessHandle first;
  private final long limit;
  private final Notices notices;
  private long mostAvailable;

  /**
   * Watches a session.
   *
   * @param first the first process inside
   * @param limit bytes that one process may have
   */
  MemoryWatch(ProcessHandle first, long limit, Notices notices) {
    this.first = first;
    this.limit = limit;
    this.notices = notices;
  }

  @Override
  public void run() {
    try {
      for (int round = 1; first.isAlive(); round++) {
        long available = value(Files.readAllLines(MEMORY), "MemAvailable:");
        mostAvailable = Math.max(mostAvailable, available);
        boolean near = false;
        if (mostAvailable - available > limit / 2 || round % LOOK_ANYWAY_EVERY == 0) {
          near = look();
        }
        TimeUnit.MILLISECONDS.sleep(near ? NEAR_MILLISECONDS : USUAL_MILLISECONDS);
      }
    } catch (IOException e) {
      notices.error("the memory of the session can't be watched any more: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Looks at every process; returns whether one is near its limit. */
  private boolean look() throws InterruptedException {
    List<ProcessHandle> large =
        first.descendants().filter(process -> memory(process) > limit / 2).toList();
    for (int i = 0; i < 20 && !large.isEmpty(); i++) {
      large.forEach(this::endIfTooLarge);
      TimeUnit.MILLISECONDS.sleep(NEAR_MILLISECONDS);
      large = large.stream().filter(ProcessHandle::isAlive).toList();
    }
    return !large.isEmpty();
  }

  private void endIfTooLarge(ProcessHandle process) {
    if (memory(process) > limit && Processes.signal((int) process.pid(), Signals.SIGKILL)) {
      notices.error(
          String.format(
              Locale.ROOT,
              "a process was ended because it took more memory than one may have here (%.1f GiB);"
                  + " raise that with --memory, or memory under [limits] in your profile",
              limit / (double) (1L << 30)));
    }
  }

  /** Bytes of its own and of shared memory that are in use; 0 if it has ended. */
  private static long memory(ProcessHandle process) {
    try {
      List<String> status = Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"));
      return value(status, "RssAnon:") + value(status, "RssShmem:") + value(status, "VmSwap:");
    } catch (IOException e) {
      return 0;
    }
  }

  private static long value(List<String> lines, String key) {
    for (String line : lines) {
      if (line.startsWith(key)) {
        return 1024 * Long.parseLong(line.substring(key.length()).replace("kB", "").strip());
      }
    }
    return 0;
  }
}
