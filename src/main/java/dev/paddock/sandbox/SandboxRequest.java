package dev.paddock.sandbox;

import java.util.List;
import java.util.Map;

/**
 * What a session is granted, with every path resolved and every file of the host looked at already.
 *
 * @param bubblewrap the program
 * @param stage an empty directory outside on which the init stage may mount
 * @param uid the caller's user id, also inside
 * @param gid the caller's group id, also inside
 * @param home the caller's home directory, real path
 * @param workingDirectory where the command starts
 * @param system the system's own folders
 * @param denied files and directories of those that nobody inside may read, although the caller
 *     could
 * @param readable granted read-only
 * @param copies granted copy-on-write
 * @param writable granted for writing, the project among them
 * @param states folders of Paddock's own that appear at another place inside
 * @param files small files that are made inside
 * @param hidden existing files and directories that are masked, but for those in writable trees
 * @param layered directories that appear inside read-only with files put on top
 * @param assembled directories that appear inside read-only, put together of parts
 * @param routes ranges of addresses that are local to the session's network
 * @param listeners the sockets in the session's network that the supervisor gets, in this order
 * @param environment every variable
 * @param command the program and its arguments
 * @param terminals which of 0, 1, 2 are terminals
 */
public record SandboxRequest(
    String bubblewrap,
    String stage,
    int uid,
    int gid,
    String home,
    String workingDirectory,
    List<Mount> system,
    List<Place> denied,
    List<Bound> readable,
    List<Bound> copies,
    List<WritableTree> writable,
    List<Bound> states,
    List<InsideFile> files,
    List<Place> hidden,
    List<Layered> layered,
    List<Assembled> assembled,
    List<Route> routes,
    List<Listener> listeners,
    Map<String, String> environment,
    List<String> command,
    List<Integer> terminals,
    SandboxLimits limits) {

  /** A file or a directory. */
  public record Place(String path, boolean directory) {}

  /**
   * Something that may be written, and what in it may not. Everything is named with its identity,
   * since another session may exchange things while this one starts.
   *
   * @param path real path, the same inside
   * @param covers in any order
   */
  public record WritableTree(
      String path, boolean directory, Identity identity, List<Cover> covers) {}

  /**
   * Which file or directory something is.
   *
   * @param device as {@code FileStatus} tells it
   */
  public record Identity(long device, long inode) {}

  /** What is mounted over a part of a writable tree; paths are below the tree. */
  public sealed interface Cover {
    /** The path, below the tree. */
    String path();

    /** It can be read, and not be changed, renamed or removed. */
    record Seal(String path, Identity identity) implements Cover {}

    /**
     * Another directory of the host stands in its place, which can be written.
     *
     * @param source real path outside
     * @param identity the source's
     */
    record Bind(String path, String source, Identity identity) implements Cover {}

    /** A directory below something sealed that can be written all the same. */
    record Reopen(String path) implements Cover {}

    /** A directory that can be written, but not be renamed or removed. */
    record Pin(String path) implements Cover {}

    /** It is empty, and can't be changed. */
    record Mask(String path, boolean directory) implements Cover {}
  }

  /** Something outside that appears at a path inside. */
  public record Bound(String source, String target) {}

  /**
   * A file that exists inside only.
   *
   * @param path absolute; below home unless fixed
   * @param fixed whether it is mounted read-only over an existing one; else it is an ordinary file
   *     that programs may change or replace
   */
  public record InsideFile(String path, int mode, byte[] content, boolean fixed) {}

  /**
   * A directory of the host that can't be written inside, and that holds files which it does not
   * hold outside, or others in their place.
   *
   * @param directory real path, the same inside
   * @param files below that directory
   */
  public record Layered(String directory, List<LayeredFile> files) {}

  /**
   * A directory of the host that can't be written inside, put together of what it holds outside and
   * of further files: what {@link Layered} is, where an overlay can't be had because something is
   * mounted in it.
   *
   * @param directory real path, the same inside
   * @param parts what it holds outside, parents first; of files that are named below, too, the
   *     latter stand
   * @param files below that directory
   */
  public record Assembled(String directory, List<Part> parts, List<LayeredFile> files) {}

  /** Something in an assembled directory, by its absolute path. */
  public sealed interface Part {
    /** A file that is there as it is outside. */
    record PartFile(String path) implements Part {}

    /** A directory that is there, with all that it holds, as it is outside. */
    record PartDirectory(String path) implements Part {}

    /** A directory whose own parts are named. */
    record OpenDirectory(String path) implements Part {}

    /** A symbolic link. */
    record PartLink(String path, String content) implements Part {}
  }

  /** A file, readable for everybody inside. */
  public record LayeredFile(String path, byte[] content) {}

  /**
   * A range of IPv4 addresses, all of them local to the session's network.
   *
   * @param address the first
   * @param prefix its length in bits
   */
  public record Route(String address, int prefix) {}

  /**
   * A socket in the session's network.
   *
   * @param address a literal address
   * @param datagram UDP, bound; else TCP, listening
   */
  public record Listener(String address, int port, boolean datagram) {}

  /**
   * Limits that work without privileges.
   *
   * @param memoryPerProcess bytes that one process may use
   * @param memoryWall whether the kernel refuses a process more private memory than that, used or
   *     not (RLIMIT_DATA). Browsers and sanitizers reserve far more than they use, so only if the
   *     owner asked for the limit
   * @param processes the most at a time in the session; not enforced by the kernel for root
   * @param scratch bytes of everything that lives in memory: /tmp, home, copy-on-write layers
   */
  public record SandboxLimits(
      long memoryPerProcess, boolean memoryWall, long processes, long scratch) {}
}
