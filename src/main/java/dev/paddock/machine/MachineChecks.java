package dev.paddock.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Everything that a sandbox needs, in the order in which one thing stands on the other. */
public final class MachineChecks {
  private static final String BWRAP = "bwrap";
  private final Path project;
  private final Path stage;
  private final int uid;

  /**
   * Prepares the checks.
   *
   * @param project the folder whose ownership is looked at
   * @param stage an empty folder on which a trial may mount, in a namespace of its own
   * @param uid the caller's user id
   */
  public MachineChecks(Path project, Path stage, int uid) {
    this.project = project;
    this.stage = stage;
    this.uid = uid;
  }

  /** Tries everything; what stands on something that is missing is left out. */
  public List<Finding> run() throws IOException {
    List<Finding> findings = new ArrayList<>();
    findings.add(architecture());
    findings.add(kernel());
    findings.add(userNamespaces());
    if (findings.getLast().status() != Finding.Status.MISSING) {
      findings.add(networkAndMounts());
      findings.add(bubblewrap());
      findings.add(proc());
      findings.add(copyOnWrite());
      findings.add(terminals());
      findings.add(filter());
    }
    findings.add(Limits.check(uid));
    findings.add(container());
    findings.add(ownership());
    return findings;
  }

  private static Finding architecture() {
    String name = "processor";
    String architecture = System.getProperty("os.arch", "unknown");
    return architecture.equals("amd64")
        ? Finding.works(name, "x86-64")
        : Finding.missing(
            name,
            architecture + " is not supported: the table of system calls is for x86-64",
            "Run Paddock on an x86-64 machine");
  }

  private static Finding kernel() {
    String name = "kernel";
    String version = System.getProperty("os.version", "0");
    String[] parts = version.split("\\D+", 3);
    int major = Integer.parseInt(parts[0]);
    int minor = Integer.parseInt(parts[1]);
    return major > 5 || (major == 5 && minor >= 11)
        ? Finding.works(name, "Linux " + version)
        : Finding.missing(
            name,
            "Linux " + version + " can't mount overlays in user namespaces",
            "Use a kernel from 5.11 on");
  }

  private static Finding userNamespaces() throws IOException {
    Trial trial = Trial.of("unshare", "--user", "--map-root-user", "true");
    return trial.succeeded()
        ? Finding.works("user namespaces", "can be made")
        : UserNamespaces.explain(trial.lastLine());
  }

  private static Finding networkAndMounts() throws IOException {
    Trial trial =
        Trial.of(
            "unshare",
            "--user",
            "--map-root-user",
            "--net",
            "--mount",
            "mount",
            "-t",
            "tmpfs",
            "t",
            "/mnt");
    return trial.succeeded()
        ? Finding.works("network and mount namespaces", "can be made and used")
        : UserNamespaces.explain(trial.lastLine());
  }

  private static Finding bubblewrap() {
    String name = "bubblewrap";
    Trial version = Trial.of(BWRAP, "--version");
    if (!version.succeeded()) {
      return Finding.missing(
          name,
          "not found in the system's folders",
          "Install the package bubblewrap (Debian, Ubuntu: sudo apt-get install bubblewrap)");
    }
    Trial trial = Trial.of(BWRAP, "--unshare-user", "--unshare-pid", "--ro-bind", "/", "/", "true");
    return trial.succeeded()
        ? Finding.works(name, version.lastLine().replace("bubblewrap ", "version "))
        : Finding.missing(
            name,
            version.lastLine() + " does not work: " + trial.lastLine(),
            "If an AppArmor or SELinux policy restricts it, allow it user namespaces");
  }

  private static Finding proc() {
    String name = "a /proc of its own";
    Trial trial =
        Trial.of(
            BWRAP,
            "--unshare-user",
            "--unshare-pid",
            "--ro-bind",
            "/",
            "/",
            "--proc",
            "/proc",
            "true");
    return trial.succeeded()
        ? Finding.works(name, "can be mounted")
        : Finding.missing(
            name,
            "the kernel refuses it ("
                + trial.lastLine()
                + "): parts of /proc are masked, as in a container",
            "Start the container with --security-opt systempaths=unconfined");
  }

  private Finding copyOnWrite() {
    String name = "copy-on-write folders";
    String script =
        "set -e; mount -t tmpfs t \"$1\"; cd \"$1\"; mkdir u w m;"
            + " mount -t overlay o -o lowerdir=/usr/bin,upperdir=u,workdir=w,userxattr m; : >m/paddock-trial; rm m/paddock-trial";
    Trial trial =
        Trial.of(
            "unshare",
            "--user",
            "--map-root-user",
            "--mount",
            "sh",
            "-c",
            script,
            "sh",
            stage.toString());
    return trial.succeeded()
        ? Finding.works(name, "overlays with their changes in memory can be mounted")
        : Finding.note(
            name,
            "the kernel refuses overlays here ("
                + trial.lastLine()
                + "); caches are read-only inside",
            "Load the kernel module with: sudo modprobe overlay");
  }

  private Finding terminals() {
    String name = "terminals of its own";
    Trial trial =
        Trial.of(
            "unshare",
            "--user",
            "--map-root-user",
            "--mount",
            "mount",
            "-t",
            "devpts",
            "-o",
            "newinstance,ptmxmode=0666",
            "d",
            stage.toString());
    return trial.succeeded()
        ? Finding.works(name, "a new devpts can be mounted")
        : Finding.missing(
            name,
            "a new devpts can't be mounted (" + trial.lastLine() + ")",
            "Allow mounts of devpts in user namespaces in this container's policy");
  }

  private static Finding filter() throws IOException {
    String name = "system call filter";
    Path actions = Path.of("/proc/sys/kernel/seccomp/actions_avail");
    return Files.exists(actions) && Files.readString(actions).contains("errno")
        ? Finding.works(name, "seccomp is there")
        : Finding.missing(
            name, "this kernel has no seccomp filters", "Use a kernel with CONFIG_SECCOMP_FILTER");
  }

  private static Finding container() throws IOException {
    String name = "surroundings";
    boolean container =
        Files.exists(Path.of("/.dockerenv")) || Files.exists(Path.of("/run/.containerenv"));
    boolean overlay =
        Files.readAllLines(Path.of("/proc/self/mountinfo")).stream()
            .anyMatch(line -> line.contains(" / / ") && line.contains(" - overlay "));
    String place = container ? "a container" : "no container";
    return Finding.works(
        name,
        place + (overlay ? ", root on an overlay: what is copied on write stays in memory" : ""));
  }

  private Finding ownership() throws IOException {
    String name = "project";
    int owner = (int) Files.getAttribute(project, "unix:uid");
    return owner == uid
        ? Finding.works(name, project + " is yours")
        : Finding.note(
            name,
            project
                + " belongs to user "
                + owner
                + "; inside you are user "
                + uid
                + " without root's rights",
            "Run as its owner, or give it to you with: sudo chown -R " + uid + " " + project);
  }
}
