package dev.paddock.egress;

import dev.paddock.credentials.Credential;
import dev.paddock.credentials.CredentialSource;
import java.util.List;
import java.util.Optional;

/** Destinations and credentials for tests. */
final class Destinations {
  static final String HOST = "api.example.com";
  static final String KEY = "real-key-0123456789abcdefghij";
  static final String PLACEHOLDER = "paddock-placeholder-0123456789";

  static final Credential BEARER =
      new Credential(
          "example-token",
          new CredentialSource.Variable("EXAMPLE_TOKEN"),
          "Authorization",
          "Bearer {}",
          Optional.of("EXAMPLE_TOKEN"),
          PLACEHOLDER);

  private Destinations() {}

  static Destination plain(String host) {
    return new Destination(host, 80, List.of(), true, "--allow");
  }

  static Destination read(RequestRule... rules) {
    return new Destination(HOST, 443, List.of(rules), true, "profile.toml:7");
  }

  static RequestRule everything() {
    return new RequestRule(List.of(), List.of(), Optional.empty());
  }

  static RequestRule withKey(String... methods) {
    return new RequestRule(List.of(methods), List.of(), Optional.of(BEARER));
  }

  static RequestRule methods(String... methods) {
    return new RequestRule(List.of(methods), List.of(), Optional.empty());
  }

  static RequestRule paths(String... paths) {
    return new RequestRule(List.of(), List.of(paths), Optional.empty());
  }
}
