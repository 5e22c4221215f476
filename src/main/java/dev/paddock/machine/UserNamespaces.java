package dev.paddock.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Why user namespaces are refused; asked only when a trial has failed. */
final class UserNamespaces {
  private static final String NAME = "user namespaces";

  private UserNamespaces() {}

  static Finding explain(String problem) throws IOException {
    if (setting("kernel/apparmor_restrict_unprivileged_userns").equals("1")) {
      return Finding.missing(
          NAME,
          "Ubuntu's AppArmor restricts them to programs with a profile of their own",
          "Lift it with: sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0");
    }
    if (setting("kernel/unprivileged_userns_clone").equals("0")) {
      return Finding.missing(
          NAME,
          "this system allows them to root only",
          "Allow them with: sudo sysctl -w kernel.unprivileged_userns_clone=1");
    }
    if (setting("user/max_user_namespaces").equals("0")) {
      return Finding.missing(
          NAME,
          "their number is limited to 0",
          "Allow them with: sudo sysctl -w user.max_user_namespaces=15000");
    }
    if (Files.exists(Path.of("/.dockerenv")) || Files.exists(Path.of("/run/.containerenv"))) {
      return Finding.missing(
          NAME,
          "this container may not make them (" + problem + ")",
          "Start it with --security-opt seccomp=unconfined --security-opt apparmor=unconfined"
              + " --security-opt systempaths=unconfined");
    }
    return Finding.missing(
        NAME,
        "refused (" + problem + ")",
        "Allow unprivileged user namespaces in this system's security policy");
  }

  private static String setting(String name) throws IOException {
    Path file = Path.of("/proc/sys", name);
    return Files.isReadable(file) ? Files.readString(file).strip() : "";
  }
}
