package dev.paddock.shell;

import dev.paddock.action.Deed;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Programs that change the machine: processes, services, disks, users, schedules. */
final class SystemModels {
  private SystemModels() {}

  static void add(Map<String, CommandModel> models) {
    for (String name : List.of("pkill", "killall", "skill", "xkill", "killall5")) {
      models.put(name, SystemModels::killByName);
    }
    deeds(
        models,
        Deed.DISK_DESTROY,
        "mkfs",
        "mkfs.ext2",
        "mkfs.ext3",
        "mkfs.ext4",
        "mkfs.xfs",
        "mkfs.btrfs",
        "mkfs.vfat",
        "mkfs.ntfs",
        "mkfs.fat",
        "mkfs.f2fs",
        "mkfs.exfat",
        "mke2fs",
        "mkswap",
        "wipefs",
        "blkdiscard",
        "sgdisk",
        "lvremove",
        "vgremove",
        "pvremove",
        "lvreduce",
        "badblocks",
        "hdparm",
        "nvme",
        "cryptsetup",
        "mdadm",
        "newfs",
        "diskutil",
        "format",
        "zpool",
        "zfs",
        "sfdisk",
        "fdisk",
        "parted",
        "cfdisk",
        "gdisk",
        "dcfldd",
        "lvm",
        "btrfs",
        "tune2fs",
        "xfs_repair",
        "resize2fs",
        "fsck",
        "partx",
        "losetup",
        "dmsetup",
        "scrub",
        "secure-delete",
        "nwipe");
    deeds(
        models,
        Deed.MACHINE_CHANGE,
        "reboot",
        "shutdown",
        "halt",
        "poweroff",
        "init",
        "telinit",
        "systemctl",
        "service",
        "rc-service",
        "launchctl",
        "sysctl",
        "modprobe",
        "insmod",
        "rmmod",
        "swapoff",
        "swapon",
        "mount",
        "umount",
        "ifconfig",
        "ip",
        "route",
        "nmcli",
        "hostnamectl",
        "timedatectl",
        "localectl",
        "update-alternatives",
        "dpkg-reconfigure",
        "ldconfig",
        "kexec",
        "grub-install",
        "update-grub",
        "loginctl",
        "brctl",
        "tc",
        "dhclient",
        "ntpdate",
        "hwclock",
        "setterm",
        "chvt",
        "systemd-tmpfiles",
        "networksetup",
        "pmset",
        "defaults",
        "nvram",
        "csrutil");
    deeds(
        models,
        Deed.SECURITY_WEAKEN,
        "iptables",
        "ip6tables",
        "nft",
        "ufw",
        "firewall-cmd",
        "setenforce",
        "apparmor_parser",
        "aa-disable",
        "aa-complain",
        "aa-teardown",
        "semanage",
        "auditctl",
        "setsebool",
        "spctl",
        "pfctl",
        "setcap",
        "visudo",
        "vipw",
        "vigr");
    deeds(
        models,
        Deed.PERMISSION_GRANT,
        "useradd",
        "usermod",
        "userdel",
        "adduser",
        "deluser",
        "groupadd",
        "groupdel",
        "groupmod",
        "gpasswd",
        "passwd",
        "chpasswd",
        "chsh",
        "chfn",
        "dscl",
        "newgrp",
        "htpasswd");
    deeds(models, Deed.TUNNEL, "socket");
    deeds(models, Deed.LOG_TAMPERING, "logrotate");
    deeds(
        models,
        Deed.CREDENTIAL_READ,
        "gcore",
        "mimipenguin",
        "secretsdump",
        "unshadow",
        "hashcat",
        "john",
        "keyctl",
        "secret-tool",
        "pass",
        "gopass",
        "keyring",
        "security",
        "ykman",
        "lpass",
        "bw",
        "1password",
        "chamber",
        "aws-vault",
        "envchain");
    models.put("crontab", SystemModels::crontab);
    models.put("journalctl", SystemModels::journal);
    models.put("ssh-keygen", SystemModels::sshKeygen);
    models.put("ssh-add", call -> deed(call, Deed.CREDENTIAL_READ));
    models.put("ssh-agent", call -> unknown(call));
    models.put("gpg", SystemModels::gpg);
    models.put("gpg2", SystemModels::gpg);
    for (String agent :
        List.of(
            "claude",
            "codex",
            "gemini",
            "copilot",
            "opencode",
            "cursor-agent",
            "aider",
            "goose",
            "amp",
            "crush",
            "qwen")) {
      models.put(agent, SystemModels::agent);
    }
    for (String name : List.of("tmux", "screen", "sync", "dialog", "zellij")) {
      models.put(name, SystemModels::unknown);
    }
    models.put("open", SystemModels::unknown);
    models.put("xdg-open", SystemModels::unknown);
    models.put("code", SystemModels::editor);
    models.put("cursor", SystemModels::editor);
  }

  private static void deeds(Map<String, CommandModel> models, Deed deed, String... names) {
    for (String name : names) {
      models.put(
          name, call -> looksOnly(call) ? Flow.unknown(Set.of(Taint.LOCAL)) : deed(call, deed));
    }
  }

  /** Forms that only tell something. */
  private static boolean looksOnly(Invocation call) {
    List<String> words = Text.shown(call.arguments());
    if (words.isEmpty()) {
      return Set.of("mount", "ifconfig", "route", "timedatectl", "hostnamectl", "losetup")
          .contains(call.name());
    }
    if (words.size() == 1 && words.getFirst().matches("--help|--version|-V|-h")) {
      return true;
    }
    String first = words.stream().filter(word -> !word.startsWith("-")).findFirst().orElse("");
    return switch (call.name()) {
      case "systemctl" ->
          first.matches("status|show|cat|list-.*|is-.*|help|get-default") && noSecrets(call);
      case "service" ->
          words.size() == 2 && words.getLast().equals("status") && first.matches("[a-z0-9-]+");
      case "ip" ->
          !SecretArguments.lookAll(call)
              && words.stream()
                  .noneMatch(
                      word ->
                          word.matches(
                              "add|del|set|flush|replace|change|-?-b(?:atch)?|-?-force|netns|exec"));
      case "ifconfig", "route" -> words.size() == 1 && words.getFirst().matches("-a|-n|[a-z]+\\d");
      case "sysctl" ->
          words.stream()
              .noneMatch(word -> word.contains("=") || word.matches("-w|-p.*|--system|--load.*"));
      case "fdisk", "sfdisk", "parted", "sgdisk" ->
          words.stream().anyMatch(word -> word.matches("-l|--list|-p|--dump"));
      case "zfs", "zpool" -> first.matches("list|get|status|iostat|history");
      case "btrfs" -> words.stream().anyMatch(word -> word.matches("show|list|usage|df"));
      case "lvm" -> first.matches("lvs|vgs|pvs|version");
      case "diskutil" -> first.matches("list|info");
      case "screen" -> first.matches("ls|list-.*") || words.contains("-ls");
      case "iptables", "nft", "ufw", "firewall-cmd" ->
          words.stream().anyMatch(word -> word.matches("-L|-S|list|status|--list.*"));
      case "launchctl" -> first.matches("list|print.*");
      case "defaults" -> first.matches("read.*");
      case "security" -> first.matches("list-keychains|help");
      default -> false;
    };
  }

  private static boolean noSecrets(Invocation call) {
    return !SecretArguments.lookAll(call);
  }

  private static Flow deed(Invocation call, Deed deed) {
    call.does(deed);
    SecretArguments.lookAll(call);
    boolean enables =
        call.arguments().stream()
            .anyMatch(word -> word.raw().matches("enable|link|edit|add-wants|preset"));
    if (call.name().equals("systemctl") && enables) {
      call.does(Deed.PERSISTENCE);
    }
    return Flow.unknown(Set.of(deed == Deed.CREDENTIAL_READ ? Taint.SECRET : Taint.LOCAL));
  }

  private static Flow unknown(Invocation call) {
    SecretArguments.lookAll(call);
    call.unknown("what it does is not known");
    return Flow.unknown(Set.of(Taint.LOCAL));
  }

  static Flow kill(Invocation call) {
    for (Text argument : call.arguments()) {
      String raw = argument.raw();
      if (raw.equals("-l") || raw.equals("-L")) {
        return Flow.unknown(Set.of());
      }
      if (raw.startsWith("%") || raw.matches("-(?:\\d{1,2}|[A-Z0-9+]+|s|n|KILL|SIG[A-Z0-9]+)|--")) {
        continue;
      }
      boolean own =
          argument.taints().equals(Set.of(Taint.UNSET))
              || argument.raw().matches("[A-Z]{3,6}|\\d{2,}");
      if (!own) {
        call.does(Deed.PROCESS_KILL);
        return Flow.NOTHING;
      }
    }
    boolean parent = call.arguments().stream().anyMatch(word -> word.raw().matches("-1|0|1"));
    if (parent) {
      call.does(Deed.PROCESS_KILL);
    } else {
      call.unknown("which process it ends");
    }
    return Flow.NOTHING;
  }

  private static Flow killByName(Invocation call) {
    call.does(Deed.PROCESS_KILL);
    return Flow.NOTHING;
  }

  private static Flow crontab(Invocation call) {
    boolean lists =
        !call.arguments().isEmpty()
            && call.arguments().stream().anyMatch(word -> word.is("-l"))
            && call.arguments().stream().noneMatch(word -> word.raw().matches("-[eri]|-"));
    if (lists) {
      return Flow.unknown(Set.of(Taint.LOCAL));
    }
    call.does(Deed.PERSISTENCE);
    return Flow.NOTHING;
  }

  private static Flow journal(Invocation call) {
    if (call.arguments().stream()
        .anyMatch(word -> word.raw().matches("--vacuum-.*|--rotate|--flush|--relinquish.*"))) {
      call.does(Deed.LOG_TAMPERING);
    } else {
      call.unknown("logs may hold anything");
    }
    return Flow.unknown(Set.of(Taint.LOCAL));
  }

  private static Flow sshKeygen(Invocation call) {
    boolean looks = call.arguments().stream().anyMatch(word -> word.raw().matches("-l.*|-F|-B"));
    if (!looks) {
      call.does(Deed.PERSISTENCE);
    }
    SecretArguments.lookAll(call);
    return Flow.unknown(Set.of(Taint.LOCAL));
  }

  private static Flow gpg(Invocation call) {
    String all = call.shown();
    if (all.matches(".*--(?:export-secret|delete|edit-key|gen-key|full-gen|import|quick).*")) {
      call.does(all.contains("export-secret") ? Deed.CREDENTIAL_READ : Deed.SECRET_STORE_WRITE);
    } else {
      call.unknown("it uses keys");
    }
    SecretArguments.lookAll(call);
    return Flow.unknown(Set.of(Taint.LOCAL));
  }

  private static Flow agent(Invocation call) {
    String all = String.join(" ", Text.shown(call.arguments()));
    if (all.matches(
        ".*(?:--dangerously\\S*|--yolo|-y\\b|--allow-all\\S*|--full-auto|--auto\\b|--approval-mode[= ]yolo|bypassPermissions|danger-full-access|--force|--trust-all\\S*|--yes-always).*")) {
      call.does(Deed.UNSAFE_AGENT);
    } else if (!all.matches("--version|--help|-v|-h")) {
      call.unknown("it starts an agent or changes its settings");
    }
    return Flow.unknown(Set.of(Taint.NETWORK));
  }

  private static Flow editor(Invocation call) {
    if (call.arguments().stream()
        .anyMatch(word -> word.is("tunnel") || word.is("--install-extension"))) {
      call.does(Deed.TUNNEL);
    }
    return unknown(call);
  }
}
