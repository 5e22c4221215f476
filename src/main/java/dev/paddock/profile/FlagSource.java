package dev.paddock.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The layer that the command line is. */
final class FlagSource implements LayerSource {
  private final Flags flags;
  private final Problems problems;

  FlagSource(Flags flags, Problems problems) {
    this.flags = flags;
    this.problems = problems;
  }

  @Override
  public Layer layer() {
    return Layer.FLAGS;
  }

  @Override
  public Optional<List<Item<String>>> strings(String section, String key) {
    return switch (section + "." + key) {
      case "files.write" -> items("--write", flags.write());
      case "files.read" -> items("--read", flags.read());
      case "files.copy" -> items("--copy", flags.copy());
      case "files.hide" -> items("--hide", flags.hide());
      case "network.allow" -> items("--allow", flags.allow());
      case "network.private" -> items("--private", flags.privateHosts());
      case "git.push" -> items("--push", flags.push());
      case "git.remotes" -> items("--remote", flags.remotes());
      case "git.fetch" -> items("--fetch", flags.fetch());
      case "env.pass" -> items("--env", flags.pass());
      default -> Optional.empty();
    };
  }

  @Override
  public List<Item<Long>> integers(String section, String key) {
    List<String> texts =
        switch (section + "." + key) {
          case "ports.publish" -> flags.publish();
          case "ports.reach" -> flags.reach();
          default -> List.of();
        };
    List<Item<Long>> numbers = new ArrayList<>();
    for (String text : texts) {
      number("--" + key, text).ifPresent(numbers::add);
    }
    return numbers;
  }

  @Override
  public Optional<Item<String>> string(String section, String key) {
    Optional<String> text =
        switch (section + "." + key) {
          case "git.land" -> flags.land();
          case "limits.memory" -> flags.memory();
          case "limits.time" -> flags.time();
          case "limits.scratch" -> flags.scratch();
          default -> Optional.empty();
        };
    return text.map(value -> new Item<>(value, Position.wholeOf("--" + key)));
  }

  @Override
  public Optional<Item<Long>> integer(String section, String key) {
    return (section + "." + key).equals("limits.processes")
        ? flags.processes().flatMap(text -> number("--processes", text))
        : Optional.empty();
  }

  @Override
  public Optional<Item<Boolean>> truth(String section, String key) {
    return (section + "." + key).equals("network.registries") && flags.noRegistries()
        ? Optional.of(new Item<>(false, Position.wholeOf("--no-registries")))
        : Optional.empty();
  }

  @Override
  public List<HostTable> hosts() {
    return List.of();
  }

  @Override
  public List<CredentialTable> credentials() {
    return List.of();
  }

  private Optional<Item<Long>> number(String flag, String text) {
    Position at = Position.wholeOf(flag);
    if (text.matches("[0-9]{1,18}")) {
      return Optional.of(new Item<>(Long.parseLong(text), at));
    }
    problems.add(at, Printable.quote(text) + " is no number", "Write digits only");
    return Optional.empty();
  }

  private static Optional<List<Item<String>>> items(String flag, List<String> values) {
    if (values.isEmpty()) {
      return Optional.empty();
    }
    Position at = Position.wholeOf(flag);
    return Optional.of(values.stream().map(value -> new Item<>(value, at)).toList());
  }
}
