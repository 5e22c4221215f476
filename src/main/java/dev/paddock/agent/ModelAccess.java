package dev.paddock.agent;

import java.util.List;

/**
 * How an agent reaches its model.
 *
 * @param keys keys that the owner may have in a variable, the first that is set counts
 * @param hosts what a session without such a key reaches to log in and to work, unread; the login
 *     lies in the agent's state folder
 * @param addressVariables variables with which the owner sends the agent to another host
 */
public record ModelAccess(List<Key> keys, List<String> hosts, List<String> addressVariables) {
  /**
   * A key, which is added outside.
   *
   * @param variable where the owner keeps it, and where the placeholder is inside
   * @param header the header that carries it
   * @param format the header's value, with {@code {}} where the key goes
   * @param placeholder its shape: {@code {N}} is N random letters and digits
   * @param hosts the hosts that want it, each on port 443
   * @param paths what of them may be asked for; empty for all
   */
  public record Key(
      String variable,
      String header,
      String format,
      String placeholder,
      List<String> hosts,
      List<String> paths) {
    /** Keeps lists that nobody changes. */
    public Key {
      hosts = List.copyOf(hosts);
      paths = List.copyOf(paths);
    }
  }

  /** Keeps lists that nobody changes. */
  public ModelAccess {
    keys = List.copyOf(keys);
    hosts = List.copyOf(hosts);
    addressVariables = List.copyOf(addressVariables);
  }
}
