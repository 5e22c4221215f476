package dev.paddock.cli;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** The kinds of options that Paddock's commands have. */
final class Options {
  private Options() {}

  /** Begins the description of a command that runs by itself. */
  static CommandSpec command(Subcommand command, String name, String... description) {
    CommandSpec spec = CommandSpec.wrapWithoutInspection(command).name(name);
    spec.usageMessage().description(description);
    spec.mixinStandardHelpOptions(true);
    return spec;
  }

  static OptionSpec flag(String description, String... names) {
    return OptionSpec.builder(names).description(description).type(boolean.class).build();
  }

  static OptionSpec value(String label, String description, String... names) {
    return OptionSpec.builder(names)
        .paramLabel(label)
        .description(description)
        .type(String.class)
        .build();
  }

  static OptionSpec values(String label, String description, String... names) {
    return OptionSpec.builder(names)
        .paramLabel(label)
        .description(description + " May be repeated.")
        .type(List.class)
        .auxiliaryTypes(String.class)
        .build();
  }

  static PositionalParamSpec words(String label, String arity, String description) {
    return PositionalParamSpec.builder()
        .paramLabel(label)
        .description(description)
        .arity(arity)
        .required(arity.startsWith("1"))
        .type(List.class)
        .auxiliaryTypes(String.class)
        .build();
  }

  static Optional<String> value(ParseResult parsed, String name) {
    return Optional.ofNullable(parsed.matchedOptionValue(name, null));
  }

  static List<String> values(ParseResult parsed, String name) {
    return parsed.matchedOptionValue(name, List.of());
  }
}
