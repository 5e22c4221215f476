package dev.paddock.profile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The layer that comes with Paddock; the resource's own header explains its format. */
final class DefaultSource implements LayerSource {
  private static final String RESOURCE = "default-profile.txt";

  private final Map<String, List<Item<String>>> entries = new LinkedHashMap<>();

  private DefaultSource() {}

  static DefaultSource read() {
    DefaultSource source = new DefaultSource();
    int line = 0;
    for (String text : Table.text(RESOURCE).split("\n", -1)) {
      line++;
      if (!text.isBlank() && !text.startsWith("#")) {
        int space = text.indexOf(' ');
        source
            .entries
            .computeIfAbsent(text.substring(0, space), _ -> new ArrayList<>())
            .add(new Item<>(text.substring(space + 1), new Position("default", line, 1)));
      }
    }
    return source;
  }

  @Override
  public Layer layer() {
    return Layer.DEFAULT;
  }

  @Override
  public Optional<List<Item<String>>> strings(String section, String key) {
    return Optional.ofNullable(entries.get(section + "." + key));
  }

  @Override
  public List<Item<Long>> integers(String section, String key) {
    return entries.getOrDefault(section + "." + key, List.of()).stream()
        .map(item -> new Item<>(Long.valueOf(item.value()), item.position()))
        .toList();
  }

  @Override
  public Optional<Item<String>> string(String section, String key) {
    return strings(section, key).map(List::getFirst);
  }

  @Override
  public Optional<Item<Long>> integer(String section, String key) {
    return integers(section, key).stream().findFirst();
  }

  @Override
  public Optional<Item<Boolean>> truth(String section, String key) {
    return string(section, key)
        .map(item -> new Item<>(item.value().equals("true"), item.position()));
  }

  @Override
  public List<HostTable> hosts() {
    return List.of();
  }

  @Override
  public List<CredentialTable> credentials() {
    return List.of();
  }
}
