package dev.paddock.cli;

import dev.paddock.profile.Flags;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that shape the profile of one session. */
final class ProfileFlags {
  @Option(
      names = {"-p", "--profile"},
      paramLabel = "NAME",
      description =
          "Use the profile NAME of yours (profiles/NAME.toml in Paddock's folder of settings).")
  private @Nullable String profile;

  @Option(
      names = "--allow",
      paramLabel = "HOST[:PORT]",
      description =
          "Let the session reach a host. This version gives a session no network; the profile shows it.")
  private List<String> allow = new ArrayList<>();

  @Option(
      names = "--write",
      paramLabel = "PATH",
      description =
          "Let the session write PATH, instead of what the profile says. May be repeated; name . for the project.")
  private List<String> write = new ArrayList<>();

  @Option(
      names = "--read",
      paramLabel = "PATH",
      description = "Let the session read PATH, too. May be repeated.")
  private List<String> read = new ArrayList<>();

  @Option(
      names = "--copy",
      paramLabel = "PATH",
      description =
          "Give the session PATH copy-on-write: what it changes there is gone afterwards. May be repeated.")
  private List<String> copy = new ArrayList<>();

  @Option(
      names = "--hide",
      paramLabel = "PATTERN",
      description = "Mask what matches, as in .gitignore. May be repeated.")
  private List<String> hide = new ArrayList<>();

  @Option(
      names = "--env",
      paramLabel = "NAME",
      description = "Pass the variable NAME on. May be repeated.")
  private List<String> pass = new ArrayList<>();

  @Option(names = "--memory", paramLabel = "SIZE", description = "Memory of one process, like 4G.")
  private @Nullable String memory;

  @Option(names = "--processes", paramLabel = "NUMBER", description = "Processes at a time.")
  private @Nullable String processes;

  @Option(
      names = "--time",
      paramLabel = "DURATION",
      description = "How long it may last, like 90m.")
  private @Nullable String time;

  @Option(
      names = "--scratch",
      paramLabel = "SIZE",
      description = "Size of /tmp, HOME and all that is copied on write, together.")
  private @Nullable String scratch;

  Optional<String> profile() {
    return Optional.ofNullable(profile);
  }

  Flags flags() {
    return new Flags(
        allow,
        write,
        read,
        copy,
        hide,
        pass,
        List.of(),
        List.of(),
        Optional.ofNullable(memory),
        Optional.ofNullable(processes),
        Optional.ofNullable(time),
        Optional.ofNullable(scratch));
  }
}
