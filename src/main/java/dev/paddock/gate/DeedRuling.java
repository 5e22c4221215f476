package dev.paddock.gate;

import dev.paddock.action.Deed;
import dev.paddock.rules.DeedRules;

/** What becomes of each deed by default, and the rule that says so. */
enum DeedRuling {
  /** Allowed everywhere. */
  HARMLESS,
  /**
   * Allowed inside the fence, where it can be undone or a wall limits it; asked about elsewhere.
   */
  INSIDE_ONLY,
  /** Asked about everywhere: a live capability is at stake. */
  ASKED,
  /** Denied, but inside the fence, where a wall keeps it among the session's own things. */
  CONTAINED,
  /** Denied. */
  FORBIDDEN;

  private static final String NO_RULE = "none";

  static DeedRuling of(Deed deed) {
    return switch (deed) {
      case GIT_LOCAL, GIT_PUSH, INSTALL_DECLARED, REMOTE_READ, DATABASE_READ, PRIVILEGE ->
          INSIDE_ONLY;
      case INSTALL_CHOSEN, REMOTE_CHANGE, DATABASE_CHANGE, GIT_REMOTE, GIT_DISCARD -> ASKED;
      case EXPOSE_SERVICE, PROCESS_KILL -> CONTAINED;
      case GIT_DESTROY,
          GIT_FORCE_PUSH,
          GIT_PUSH_DEFAULT,
          GIT_PUSH_ELSEWHERE,
          GIT_EXECUTE,
          REGISTRY_BYPASS,
          PUBLISH,
          REMOTE_DELETE,
          DEPLOY,
          INFRASTRUCTURE_APPLY,
          DATABASE_DESTROY,
          PERMISSION_GRANT,
          SECRET_STORE_WRITE,
          CREDENTIAL_READ,
          CREDENTIAL_PRINT,
          PERSISTENCE,
          SELF_MODIFICATION,
          SAFETY_BYPASS,
          TLS_WEAKEN,
          SECURITY_WEAKEN,
          LOG_TAMPERING,
          TUNNEL,
          DISK_DESTROY,
          FORK_BOMB,
          UNSAFE_AGENT,
          REVIEW_BYPASS,
          REMOTE_COMMAND,
          MACHINE_CHANGE,
          EXTERNAL_WRITE,
          UNSAFE_DESERIALISATION ->
          FORBIDDEN;
    };
  }

  /** The id of the rule that speaks of a deed. */
  static String rule(Deed deed) {
    return deed == Deed.GIT_PUSH
        ? "git-push-destination"
        : DeedRules.forbidding(deed).orElse(NO_RULE);
  }

  static String says(Deed deed) {
    return switch (deed) {
      case GIT_LOCAL -> "it changes the repository";
      case GIT_DESTROY -> "it throws work or history away";
      case GIT_DISCARD -> "it throws changes of files away";
      case GIT_PUSH -> "it pushes a branch";
      case GIT_FORCE_PUSH -> "it overwrites or deletes refs at the remote";
      case GIT_PUSH_DEFAULT -> "it pushes the default branch, or more than one branch";
      case GIT_PUSH_ELSEWHERE -> "it pushes to a place that is no remote of the project";
      case GIT_REMOTE -> "it changes where git fetches from and pushes to";
      case GIT_EXECUTE -> "it makes git run a program later";
      case INSTALL_DECLARED -> "it installs the packages that the project declares";
      case INSTALL_CHOSEN -> "it installs packages that the project did not declare";
      case REGISTRY_BYPASS -> "packages come from another registry";
      case PUBLISH -> "it publishes";
      case REMOTE_READ -> "it asks a service";
      case REMOTE_CHANGE -> "it changes a service";
      case REMOTE_DELETE -> "it deletes at a service, or what can't be brought back";
      case DEPLOY -> "it deploys";
      case INFRASTRUCTURE_APPLY -> "it changes infrastructure";
      case DATABASE_READ -> "it asks a database";
      case DATABASE_CHANGE -> "it changes a database";
      case DATABASE_DESTROY -> "it removes data from a database";
      case REMOTE_COMMAND -> "it runs a command elsewhere";
      case PERMISSION_GRANT -> "it changes who may do what";
      case SECRET_STORE_WRITE -> "it changes stored secrets";
      case CREDENTIAL_READ -> "it reads or looks for credentials";
      case CREDENTIAL_PRINT -> "it prints a credential";
      case PERSISTENCE -> "it makes something run later";
      case SELF_MODIFICATION -> "it changes the agent's own guards";
      case SAFETY_BYPASS -> "it switches a check off";
      case TLS_WEAKEN -> "it stops verifying who is at the other end";
      case SECURITY_WEAKEN -> "it weakens the machine's security";
      case LOG_TAMPERING -> "it removes or falsifies logs";
      case EXPOSE_SERVICE -> "it offers a service to other machines";
      case TUNNEL -> "it opens a way in from outside";
      case DISK_DESTROY -> "it destroys data on a disk";
      case PROCESS_KILL -> "it ends processes";
      case MACHINE_CHANGE -> "it changes the machine";
      case FORK_BOMB -> "it starts processes without end";
      case PRIVILEGE -> "it runs with other rights";
      case UNSAFE_AGENT -> "it starts an agent without its checks";
      case REVIEW_BYPASS -> "it approves or merges without a person";
      case EXTERNAL_WRITE -> "it changes what others read";
      case UNSAFE_DESERIALISATION -> "it loads data that may hold code";
    };
  }
}
