package dev.paddock.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Lays one layer's rules upon another, as the table in this package's description says. No files:
 * what is in here depends on the rules alone. Not thread-safe.
 */
final class LayerStack {
  private final Notices notices;
  private final FileLayering files;
  private final NetworkLayering networks;
  private final GitLayering gits;
  private final LimitLayering limits;
  private final PermissionLayering permissions;
  private final ClassifierLayering classifiers;
  private Profile profile = Profile.NOTHING;

  LayerStack(Notices notices) {
    this.notices = notices;
    this.files = new FileLayering(notices);
    this.networks = new NetworkLayering(notices);
    this.limits = new LimitLayering(notices);
    this.permissions = new PermissionLayering(notices);
    this.gits = new GitLayering(notices, limits);
    this.classifiers = new ClassifierLayering(notices, limits);
  }

  Profile profile() {
    return profile;
  }

  /** Lays a layer upon the others whose owner may widen. */
  void addOwners(LayerRules rules) {
    PortRules ports = profile.ports();
    profile =
        new Profile(
            files.owners(profile.files(), rules),
            networks.owners(profile.network(), rules.network()),
            CredentialRule.redefined(profile.credentials(), rules.credentials()),
            new PortRules(
                union(ports.publish(), rules.ports().publish()),
                union(ports.reach(), rules.ports().reach())),
            gits.owners(profile.git(), rules.git()),
            new EnvironmentRules(union(profile.environment().pass(), rules.pass())),
            limits.owners(profile.limits(), rules.limits()),
            profile.autoMode().with(rules.autoMode()),
            permissions.owners(profile.permissions(), rules.permissions()),
            classifiers.owners(profile.classifier(), rules.classifier()),
            limits.owners(profile.ask(), rules.ask()));
  }

  /** Lays the organisation's layer upon the others: its limits bind all that follow. */
  void addOrganisations(LayerRules rules) {
    addOwners(rules);
    networks.setCeiling(rules.network());
    limits.setCeiling(rules.limits(), rules.git(), rules.ask());
    permissions.setCeiling(rules.permissions());
    classifiers.setCeiling(rules.classifier());
  }

  /** Lays a project file upon the others that nobody has accepted: it only narrows. */
  void addUntrusted(LayerRules rules) {
    NetworkRules network = profile.network();
    refuse("network.allow", network.allow(), rules.network().allow(), HostPort::text);
    refuse(
        "network.private",
        network.privateHosts(),
        rules.network().privateHosts(),
        Function.identity());
    refuse("credentials", profile.credentials(), rules.credentials(), CredentialRule::name);
    PortRules ports = profile.ports();
    refuse("ports.publish", ports.publish(), rules.ports().publish(), String::valueOf);
    refuse("ports.reach", ports.reach(), rules.ports().reach(), String::valueOf);
    refuse("env.pass", profile.environment().pass(), rules.pass(), VariablePattern::text);
    refuse("files.read", profile.files().read(), rules.read(), PathGrant::text);
    refuse("files.copy", profile.files().copy(), rules.copy(), PathGrant::text);
    refuse(profile.autoMode(), rules.autoMode());
    profile =
        new Profile(
            files.untrusted(profile.files(), rules),
            networks.untrusted(network, rules.network()),
            profile.credentials(),
            ports,
            gits.untrusted(profile.git(), rules.git()),
            profile.environment(),
            limits.untrusted(profile.limits(), rules.limits()),
            profile.autoMode(),
            permissions.untrusted(profile.permissions(), rules.permissions()),
            classifiers.untrusted(profile.classifier(), rules.classifier()),
            limits.untrusted(profile.ask(), rules.ask()));
  }

  /** Returns both, and each value once: as it was said first. */
  static <T> List<Sourced<T>> union(List<Sourced<T>> below, List<Sourced<T>> more) {
    List<Sourced<T>> all = new ArrayList<>(below);
    for (Sourced<T> entry : more) {
      if (!has(all, entry)) {
        all.add(entry);
      }
    }
    return all;
  }

  static <T> boolean has(List<Sourced<T>> list, Sourced<T> entry) {
    return list.stream().anyMatch(other -> other.value().equals(entry.value()));
  }

  /** Prose steers whoever judges: even a denial of a project's would be its word in that place. */
  private void refuse(AutoModeRules below, AutoModeRules asked) {
    refuse("auto_mode.allow", below.allow(), asked.allow(), Function.identity());
    refuse("auto_mode.soft_deny", below.softDeny(), asked.softDeny(), Function.identity());
    refuse("auto_mode.hard_deny", below.hardDeny(), asked.hardDeny(), Function.identity());
    refuse("auto_mode.environment", below.environment(), asked.environment(), Function.identity());
  }

  private <T> void refuse(
      String key, List<Sourced<T>> below, List<Sourced<T>> asked, Function<T, String> text) {
    for (Sourced<T> entry : asked) {
      if (!has(below, entry)) {
        notices.ignored(key, text.apply(entry.value()), "can add nothing", entry.origin());
      }
    }
  }
}
