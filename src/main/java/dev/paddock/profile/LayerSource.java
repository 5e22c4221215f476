package dev.paddock.profile;

import java.util.List;
import java.util.Optional;

/** What one layer says, untyped; wrong types have been reported when a value is handed out. */
interface LayerSource {
  Layer layer();

  /** Returns the strings of a list; empty if the layer does not have the key. */
  Optional<List<Item<String>>> strings(String section, String key);

  List<Item<Long>> integers(String section, String key);

  Optional<Item<String>> string(String section, String key);

  Optional<Item<Long>> integer(String section, String key);

  Optional<Item<Boolean>> truth(String section, String key);

  List<HostTable> hosts();

  List<CredentialTable> credentials();

  /** One [network.host."NAME"]. */
  record HostTable(
      Item<String> name,
      List<Item<String>> methods,
      List<Item<String>> paths,
      Optional<Item<String>> credential) {}

  /** One [credentials.NAME]. */
  record CredentialTable(
      Item<String> name,
      Optional<Item<String>> from,
      Optional<Item<String>> header,
      Optional<Item<String>> format,
      Optional<Item<String>> variable,
      Optional<Item<String>> placeholder) {}
}
