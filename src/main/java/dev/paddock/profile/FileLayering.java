package dev.paddock.profile;

import java.util.ArrayList;
import java.util.List;

/** Lays one layer's [files] upon another's. */
final class FileLayering {
  private final Notices notices;

  FileLayering(Notices notices) {
    this.notices = notices;
  }

  FileRules owners(FileRules below, LayerRules rules) {
    List<Sourced<PathGrant>> write = below.write();
    List<Sourced<PathPattern>> exceptions = below.writeExceptions();
    if (rules.write().isPresent()) {
      List<Sourced<WriteEntry>> entries = rules.write().get();
      write = LayerStack.union(List.of(), grants(entries));
      exceptions = LayerStack.union(List.of(), lifts(entries));
      if (write.isEmpty() && !entries.isEmpty()) {
        notices.add(
            entries.getFirst().origin(),
            "files.write has patterns only, which lift protections but make nothing writable",
            "Add \".\" if the project should be writable");
      }
    }
    return new FileRules(
        write,
        exceptions,
        LayerStack.union(below.read(), rules.read()),
        LayerStack.union(below.copy(), rules.copy()),
        LayerStack.union(below.hide(), rules.hide()));
  }

  FileRules untrusted(FileRules below, LayerRules rules) {
    List<Sourced<PathGrant>> write = below.write();
    if (rules.write().isPresent()) {
      write = narrow(below, rules.write().get());
    }
    return new FileRules(
        write,
        below.writeExceptions(),
        below.read(),
        below.copy(),
        LayerStack.union(below.hide(), rules.hide()));
  }

  /** Returns what both the layers before and this one make writable. */
  private List<Sourced<PathGrant>> narrow(FileRules below, List<Sourced<WriteEntry>> entries) {
    List<Sourced<PathGrant>> kept = new ArrayList<>();
    for (Sourced<WriteEntry> entry : entries) {
      String text = entry.value().text();
      Origin origin = entry.origin();
      if (entry.value().grant().isEmpty()) {
        boolean lifted =
            lifts(List.of(entry)).stream()
                .allMatch(pattern -> LayerStack.has(below.writeExceptions(), pattern));
        if (!lifted) {
          notices.ignored("files.write", text, "can lift no protection", origin);
        }
        continue;
      }
      PathGrant grant = entry.value().grant().get();
      if (below.write().stream().anyMatch(wider -> grant.isWithin(wider.value()))) {
        kept.add(new Sourced<>(grant, origin));
        continue;
      }
      below.write().stream().filter(inner -> inner.value().isWithin(grant)).forEach(kept::add);
      notices.ignored("files.write", text, "reaches beyond what is writable", origin);
    }
    return LayerStack.union(List.of(), kept);
  }

  private static List<Sourced<PathGrant>> grants(List<Sourced<WriteEntry>> entries) {
    return entries.stream()
        .flatMap(
            entry ->
                entry.value().grant().map(grant -> new Sourced<>(grant, entry.origin())).stream())
        .toList();
  }

  private static List<Sourced<PathPattern>> lifts(List<Sourced<WriteEntry>> entries) {
    return entries.stream()
        .flatMap(
            entry ->
                entry.value().lifts().map(lift -> new Sourced<>(lift, entry.origin())).stream())
        .toList();
  }
}
