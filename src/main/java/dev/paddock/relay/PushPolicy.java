package dev.paddock.relay;

import dev.paddock.relay.RefUpdate.Kind;
import java.util.Optional;
import org.eclipse.jgit.lib.Repository;

/**
 * Decides what a push may do to one ref. A pure function; what it is given comes from the wire and
 * the objects, never from a command line.
 *
 * <p>A branch that the profile names may be created or fast-forwarded, unless it is upstream's
 * default branch. Another ref that the profile names may be created. Everything else is refused.
 */
final class PushPolicy {
  private static final String HEADS = "refs/heads/";

  private final PushRules rules;

  PushPolicy(PushRules rules) {
    this.rules = rules;
  }

  /** Returns why not; empty if the ref may be updated. */
  Optional<RelayRefusal> refusal(RefUpdate update) {
    String ref = update.ref();
    if (!isPlainName(ref)) {
      return refuse(
          "git-ref-name",
          "\"" + printable(ref) + "\" is not a name for a branch.",
          "Push to refs/heads/NAME with a plain NAME.");
    }
    if (update.kind() == Kind.DELETE) {
      return refuse(
          "git-delete",
          "A push must not delete " + ref + ".",
          "Leave it; the owner can delete it outside.");
    }
    if (!update.oldIsUpstreams()) {
      return refuse(
          "git-stale",
          ref + " is not upstream what this push takes it for.",
          "Fetch, merge or rebase, and push again.");
    }
    return ref.startsWith(HEADS) ? branch(update, ref.substring(HEADS.length())) : other(update);
  }

  private Optional<RelayRefusal> branch(RefUpdate update, String branch) {
    if (update.isDefaultBranch()) {
      return refuse(
          "git-default-branch",
          "\"" + branch + "\" is the default branch upstream.",
          "Push to a branch of its own and open a pull request.");
    }
    if (!rules.branches().test(branch)) {
      return refuse(
          "git-branch-not-granted",
          "The profile does not let this session push to \"" + branch + "\".",
          "Push to another branch, or the owner adds it to [git] push in the profile (and takes it"
              + " out of protect).");
    }
    if (!update.newIsCommit()) {
      return refuse(
          "git-not-a-commit",
          "What would become \"" + branch + "\" is not a commit.",
          "Push a commit.");
    }
    if (update.kind() == Kind.REWRITE) {
      return refuse(
          "git-not-fast-forward",
          "\"" + branch + "\" has commits upstream that this push would drop.",
          "Fetch and merge them (git pull --no-rebase), or push to a new branch.");
    }
    return Optional.empty();
  }

  private Optional<RelayRefusal> other(RefUpdate update) {
    String ref = update.ref();
    if (!rules.refs().test(ref)) {
      return refuse(
          "git-ref-not-granted",
          "The profile does not let this session create " + ref + "; only branches may be pushed.",
          "Push a branch, or the owner adds the ref to [git] refs in the profile.");
    }
    if (update.kind() != Kind.CREATE) {
      return refuse(
          "git-ref-exists",
          ref + " exists upstream, and must not be moved.",
          "Use a name that is free.");
    }
    return update.newIsCommit()
        ? Optional.empty()
        : refuse("git-not-a-commit", "What would become " + ref + " names no commit.", "Push one.");
  }

  /** A branch named "HEAD", "-x" or "refs/heads/x" is taken for something else by many programs. */
  private static boolean isPlainName(String ref) {
    if (!ref.startsWith("refs/") || !Repository.isValidRefName(ref)) {
      return false;
    }
    if (ref.chars().anyMatch(c -> Character.getType(c) == Character.FORMAT)) {
      return false;
    }
    String[] parts = ref.split("/", 3);
    return parts.length == 3
        && !parts[1].equals("paddock")
        && !parts[2].startsWith("-")
        && !parts[2].startsWith("refs/")
        && !parts[2].equals("HEAD");
  }

  private static String printable(String text) {
    return text.replaceAll("[\\p{C}]", "?");
  }

  private static Optional<RelayRefusal> refuse(String rule, String reason, String remedy) {
    return Optional.of(new RelayRefusal(rule, reason, remedy));
  }
}
