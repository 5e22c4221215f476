package dev.paddock.sandbox;

import java.util.ArrayList;
import java.util.List;

/** The options of bwrap(1) for a sandbox. */
final class BubblewrapOptions {
  private BubblewrapOptions() {}

  static List<String> of(SandboxRequest request, List<Mount> mounts) {
    List<String> options = new ArrayList<>();
    options.addAll(
        List.of("--unshare-user", "--uid", "" + request.uid(), "--gid", "" + request.gid()));
    options.addAll(List.of("--unshare-pid", "--unshare-ipc", "--unshare-uts", "--unshare-cgroup"));
    options.addAll(List.of("--die-with-parent", "--new-session", "--cap-drop", "ALL"));
    for (Mount mount : mounts) {
      options.addAll(option(mount));
    }
    options.addAll(List.of("--remount-ro", "/"));
    options.addAll(List.of("--chdir", request.workingDirectory()));
    return options;
  }

  private static List<String> option(Mount mount) {
    return switch (mount) {
      case Mount.ReadOnly(String source, String target) -> List.of("--ro-bind", source, target);
      case Mount.Writable(String source, String target) -> List.of("--bind", source, target);
      case Mount.Device(String source, String target) -> List.of("--dev-bind", source, target);
      case Mount.Link(String content, String target) -> List.of("--symlink", content, target);
      case Mount.Devices(String target) -> List.of("--dev", target);
      case Mount.Proc(String target) -> List.of("--proc", target);
    };
  }
}
