package dev.paddock.profile;

import java.util.List;
import java.util.Optional;

/**
 * What the command line says about the profile, as text; it is validated like any layer. An empty
 * list says nothing; {@code write} replaces what may be written, as in any owner's layer.
 *
 * @param allow {@code --allow HOST[:PORT]}
 * @param privateHosts {@code --private HOST}
 * @param noRegistries {@code --no-registries}
 * @param write {@code --write PATH}
 * @param read {@code --read PATH}
 * @param copy {@code --copy PATH}
 * @param hide {@code --hide PATTERN}
 * @param pass {@code --env NAME}
 * @param publish {@code --publish PORT}
 * @param reach {@code --reach PORT}
 * @param push {@code --push BRANCH}
 * @param remotes {@code --remote HOST/PATH}
 * @param fetch {@code --fetch HOST/PATH}
 * @param land {@code --land auto|ask}
 * @param memory {@code --memory SIZE}
 * @param processes {@code --processes NUMBER}
 * @param time {@code --time DURATION}
 * @param scratch {@code --scratch SIZE}
 */
public record Flags(
    List<String> allow,
    List<String> privateHosts,
    boolean noRegistries,
    List<String> write,
    List<String> read,
    List<String> copy,
    List<String> hide,
    List<String> pass,
    List<String> publish,
    List<String> reach,
    List<String> push,
    List<String> remotes,
    List<String> fetch,
    Optional<String> land,
    Optional<String> memory,
    Optional<String> processes,
    Optional<String> time,
    Optional<String> scratch) {
  /** No flags at all. */
  public static final Flags NONE =
      new Flags(
          List.of(),
          List.of(),
          false,
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  /** Keeps lists that nobody changes. */
  public Flags {
    allow = List.copyOf(allow);
    privateHosts = List.copyOf(privateHosts);
    write = List.copyOf(write);
    read = List.copyOf(read);
    copy = List.copyOf(copy);
    hide = List.copyOf(hide);
    pass = List.copyOf(pass);
    publish = List.copyOf(publish);
    reach = List.copyOf(reach);
    push = List.copyOf(push);
    remotes = List.copyOf(remotes);
    fetch = List.copyOf(fetch);
  }
}
