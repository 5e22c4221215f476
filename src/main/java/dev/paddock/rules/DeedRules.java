package dev.paddock.rules;

import dev.paddock.action.Deed;
import java.util.Optional;

/** Says which default rule speaks of a deed. */
public final class DeedRules {
  private DeedRules() {}

  /**
   * Returns the id of the rule that forbids a deed as it stands; empty if none does. What is
   * forbidden may still be cleared, as its rule says.
   */
  public static Optional<String> forbidding(Deed deed) {
    return switch (deed) {
      case GIT_LOCAL, GIT_PUSH, INSTALL_DECLARED, REMOTE_READ, DATABASE_READ -> Optional.empty();
      case GIT_DESTROY, GIT_FORCE_PUSH -> Optional.of("git-destructive");
      case GIT_DISCARD, DISK_DESTROY -> Optional.of("irreversible-local-destruction");
      case GIT_PUSH_DEFAULT -> Optional.of("git-push-to-default-branch");
      case GIT_PUSH_ELSEWHERE -> Optional.of("data-exfiltration");
      case GIT_REMOTE -> Optional.of("remote-repoint");
      case GIT_EXECUTE, PERSISTENCE -> Optional.of("unauthorized-persistence");
      case INSTALL_CHOSEN, UNSAFE_DESERIALISATION -> Optional.of("code-from-external");
      case REGISTRY_BYPASS -> Optional.of("package-registry-bypass");
      case PUBLISH -> Optional.of("create-public-surface");
      case REMOTE_CHANGE, DATABASE_CHANGE -> Optional.of("modify-shared-resources");
      case REMOTE_DELETE -> Optional.of("irreversible-deletion");
      case DATABASE_DESTROY -> Optional.of("cloud-storage-mass-delete");
      case DEPLOY -> Optional.of("production-deploy");
      case INFRASTRUCTURE_APPLY -> Optional.of("blind-apply");
      case REMOTE_COMMAND -> Optional.of("remote-shell-writes");
      case PERMISSION_GRANT -> Optional.of("permission-grant");
      case SECRET_STORE_WRITE -> Optional.of("secret-store-writes");
      case CREDENTIAL_READ -> Optional.of("credential-exploration");
      case CREDENTIAL_PRINT -> Optional.of("credential-materialization");
      case SELF_MODIFICATION -> Optional.of("self-modification");
      case SAFETY_BYPASS -> Optional.of("safety-bypass-flag");
      case TLS_WEAKEN -> Optional.of("tls-auth-weaken");
      case SECURITY_WEAKEN -> Optional.of("security-weaken");
      case LOG_TAMPERING -> Optional.of("logging-audit-tampering");
      case EXPOSE_SERVICE -> Optional.of("expose-local-services");
      case TUNNEL -> Optional.of("external-ingress-tunnel");
      case PROCESS_KILL, MACHINE_CHANGE, FORK_BOMB -> Optional.of("interfere-with-workloads");
      case PRIVILEGE -> Optional.of("containment-escape");
      case UNSAFE_AGENT -> Optional.of("create-unsafe-agents");
      case REVIEW_BYPASS -> Optional.of("merge-without-review");
      case EXTERNAL_WRITE -> Optional.of("external-system-writes");
    };
  }
}
