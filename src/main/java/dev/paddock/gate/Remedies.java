package dev.paddock.gate;

import dev.paddock.action.Verdict;

/** What would change an answer. */
final class Remedies {
  private Remedies() {}

  static String of(Finding finding) {
    if (finding.verdict() == Verdict.ALLOW) {
      return "";
    }
    if (finding.verdict() == Verdict.ASK) {
      return "A person can allow it; inside the fence (paddock run) fewer questions are needed.";
    }
    return switch (finding.rule()) {
      case "git-push-to-default-branch" ->
          "Push a branch of another name, and open a pull request.";
      case "git-destructive" ->
          "Commit or stash first and go on from there; only a person should do this, in a terminal of their own.";
      case "credential-exploration", "credential-materialization" ->
          "Name the credential in the profile ([credentials]); it is added outside and never enters.";
      case "data-exfiltration", "external-system-writes" ->
          "Leave the data here and say what should be sent; a person can send it.";
      case "code-from-external" ->
          "Download it, show it to a person, and declare it in the project's manifest.";
      default -> "Go on with the rest of the task and tell the person that this is left to them.";
    };
  }
}
