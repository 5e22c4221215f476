package dev.paddock.profile;

import java.util.Collection;
import org.tomlj.TomlTable;

/** Refuses the sections and keys of a TOML file that no profile has. */
final class TomlKeyCheck {
  private final TomlPlaces places;
  private final Problems problems;

  TomlKeyCheck(TomlPlaces places, Problems problems) {
    this.places = places;
    this.problems = problems;
  }

  /** Adds a problem for each key that is unknown, and each section that is none. */
  void check(TomlTable root) {
    refuseUnknown(root, "the profile", KnownKeys.sections());
    for (String section : root.keySet()) {
      if (!KnownKeys.sections().contains(section)) {
        continue;
      }
      if (TomlPlaces.get(root, section) instanceof TomlTable table) {
        checkSection(section, table);
      } else {
        problems.add(
            places.of(root, section), section + " is no section", "Write [" + section + "] above");
      }
    }
    if (TomlPlaces.get(root, "network") instanceof TomlTable network) {
      refuseUnknownOfHosts(network);
    }
  }

  private void checkSection(String section, TomlTable table) {
    if (section.equals(KnownKeys.CREDENTIALS)) {
      table.keySet().forEach(name -> refuseUnknownOfCredential(table, name));
    } else {
      refuseUnknown(table, "[" + section + "]", KnownKeys.of(section));
    }
  }

  private void refuseUnknownOfCredential(TomlTable all, String name) {
    String path = credentialPath(name);
    if (TomlPlaces.get(all, name) instanceof TomlTable credential) {
      refuseUnknown(credential, "[" + path + "]", KnownKeys.OF_A_CREDENTIAL);
    } else {
      problems.add(places.of(all, name), path + " is no section", "Write [credentials.NAME] above");
    }
  }

  private void refuseUnknownOfHosts(TomlTable network) {
    Object hosts = TomlPlaces.get(network, "host");
    if (hosts instanceof TomlTable all) {
      for (String name : all.keySet()) {
        refuseUnknownOfHost(all, name);
      }
    } else if (hosts != null) {
      problems.add(
          places.of(network, "host"),
          "network.host is no section",
          "Write [network.host.\"NAME\"]");
    }
  }

  private void refuseUnknownOfHost(TomlTable all, String name) {
    if (!(TomlPlaces.get(all, name) instanceof TomlTable host)) {
      problems.add(
          places.of(all, name),
          hostPath(name) + " is no section",
          "Write [" + hostPath(name) + "]");
      return;
    }
    for (String key : host.keySet()) {
      if (TomlPlaces.get(host, key) instanceof TomlTable && !KnownKeys.OF_A_HOST.contains(key)) {
        problems.add(
            places.of(host, key),
            hostPath(name) + " has a section in it",
            "Quote the host's whole name: [network.host.\"api.example.com\"]");
        return;
      }
    }
    refuseUnknown(host, "[" + hostPath(name) + "]", KnownKeys.OF_A_HOST);
  }

  private void refuseUnknown(TomlTable table, String where, Collection<String> known) {
    for (String key : table.keySet()) {
      if (!known.contains(key)) {
        problems.add(
            places.of(table, key),
            Printable.quote(key) + " is unknown in " + where,
            KnownKeys.remedy(key, known));
      }
    }
  }

  /** Returns the name of a credential's section. */
  static String credentialPath(String name) {
    return KnownKeys.CREDENTIALS + "." + Printable.quote(name);
  }

  /** Returns the name of a host's section. */
  static String hostPath(String name) {
    return "network.host." + Printable.quote(name);
  }
}
