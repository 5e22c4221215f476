package dev.paddock.session;

import dev.paddock.sandbox.SystemFolders;
import java.io.IOException;
import java.util.concurrent.FutureTask;

/**
 * What a session needs to know of the machine whoever starts it and whatever runs in it. Looking
 * takes some 30 ms of a start, so it begins on a thread of its own while the command line is still
 * being parsed.
 */
public final class MachineView {
  private static final FutureTask<SystemFolders> FOLDERS = new FutureTask<>(SystemFolders::read);
  private static final FutureTask<MachineMemory> MEMORY = new FutureTask<>(MachineMemory::read);

  private MachineView() {}

  /** Begins; to be called once, before a session is run. Without it the session looks itself. */
  public static void beginLooking() {
    Background.run("machine-view", FOLDERS);
  }

  static SystemFolders folders() throws IOException {
    return get(FOLDERS);
  }

  static MachineMemory memory() throws IOException {
    return get(MEMORY);
  }

  private static <T> T get(FutureTask<T> task) throws IOException {
    task.run(); // does nothing if it has begun already
    return Background.result(task, "The machine can't be looked at");
  }
}
