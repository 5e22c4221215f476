package dev.paddock.cli;

import dev.paddock.profile.Flags;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** The options that shape the profile of one session. */
final class ProfileFlags {
  private ProfileFlags() {}

  static void addTo(CommandSpec spec) {
    spec.addOption(
        Options.value(
            "NAME",
            "Use your profile profiles/NAME.toml on top of profile.toml.",
            "-p",
            "--profile"));
    spec.addOption(
        Options.values(
            "HOST[:PORT]",
            "Let the session reach a host: HOST alone means ports 80 and 443.",
            "--allow"));
    spec.addOption(
        Options.values(
            "HOST",
            "Let HOST, if it is allowed, lead to a private, loopback or link-local address.",
            "--private"));
    spec.addOption(
        Options.flag(
            "Keep the session from the registries of this machine's package managers, which it may read from"
                + " otherwise.",
            "--no-registries"));
    spec.addOption(
        Options.values(
            "PORT",
            "Show the session's server on PORT to this machine, on 127.0.0.1:PORT.",
            "--publish"));
    spec.addOption(
        Options.values(
            "PORT",
            "Let the session reach this machine's server on 127.0.0.1:PORT, at the same address.",
            "--reach"));
    spec.addOption(
        Options.values(
            "PATH",
            "Let the session write PATH, instead of what the profile says; . is the project.",
            "--write"));
    spec.addOption(Options.values("PATH", "Let the session read PATH, too.", "--read"));
    spec.addOption(
        Options.values(
            "PATH",
            "Give the session PATH copy-on-write: what it changes there is gone afterwards.",
            "--copy"));
    spec.addOption(Options.values("PATTERN", "Mask what matches, as in .gitignore.", "--hide"));
    spec.addOption(Options.values("NAME", "Pass the variable NAME on.", "--env"));
    spec.addOption(
        Options.values(
            "BRANCH",
            "Let the session push branches that match, instead of what the profile says.",
            "--push"));
    spec.addOption(
        Options.values(
            "HOST/PATH", "Serve one more repository as the project's own remotes.", "--remote"));
    spec.addOption(
        Options.values("HOST/PATH", "Let the session fetch from one more repository.", "--fetch"));
    spec.addOption(
        Options.value(
            "HOW", "When commits reach your repository: auto, or ask (paddock land).", "--land"));
    spec.addOption(Options.value("SIZE", "Memory of one process, like 4G.", "--memory"));
    spec.addOption(Options.value("NUMBER", "Processes at a time.", "--processes"));
    spec.addOption(Options.value("DURATION", "How long it may last, like 90m.", "--time"));
    spec.addOption(
        Options.value(
            "SIZE", "Size of /tmp, HOME and all that is copied on write, together.", "--scratch"));
  }

  static Optional<String> profile(ParseResult parsed) {
    return Options.value(parsed, "--profile");
  }

  static Flags flags(ParseResult parsed) {
    return new Flags(
        Options.values(parsed, "--allow"),
        Options.values(parsed, "--private"),
        parsed.hasMatchedOption("--no-registries"),
        Options.values(parsed, "--write"),
        Options.values(parsed, "--read"),
        Options.values(parsed, "--copy"),
        Options.values(parsed, "--hide"),
        Options.values(parsed, "--env"),
        Options.values(parsed, "--publish"),
        Options.values(parsed, "--reach"),
        Options.values(parsed, "--push"),
        Options.values(parsed, "--remote"),
        Options.values(parsed, "--fetch"),
        Options.value(parsed, "--land"),
        Options.value(parsed, "--memory"),
        Options.value(parsed, "--processes"),
        Options.value(parsed, "--time"),
        Options.value(parsed, "--scratch"));
  }
}
