package dev.paddock.workspace;

import dev.paddock.linux.DirectoryReader.Kind;
import dev.paddock.workspace.Protected.Guarding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** The text of a session's record: one {@link Fields} line each, the last one with the count. */
final class SessionRecordFormat {
  private static final String HEAD = "paddock-session";
  private static final int VERSION = 1;

  private SessionRecordFormat() {}

  static String write(SessionRecord record) {
    List<String> lines = new ArrayList<>();
    lines.add(Fields.write(HEAD, VERSION));
    lines.add(Fields.write("id", record.id()));
    Identity root = record.projectIdentity();
    lines.add(
        Fields.write("project", root.device(), root.inode(), root.changed(), record.project()));
    lines.add(Fields.write("started", record.started().toEpochMilli()));
    for (Protected one : record.known()) {
      Identity identity = one.identity();
      lines.add(
          Fields.write(
                  "protected",
                  one.kind(),
                  one.guarding(),
                  one.protection(),
                  identity.device(),
                  identity.inode(),
                  identity.changed(),
                  one.path(),
                  one.reason())
              + " "
              + write(one.target()));
    }
    for (BareRepository bare : record.knownRepositories()) {
      Identity identity = bare.identity();
      lines.add(
          Fields.write(
              "bare", identity.device(), identity.inode(), identity.changed(), bare.path()));
    }
    for (Naming one : record.namings()) {
      Identity by = one.repository();
      lines.add(
          Fields.write(
              "named",
              by.device(),
              by.inode(),
              by.changed(),
              one.path(),
              one.directories(),
              one.reason()));
    }
    lines.add(Fields.write("end", lines.size()));
    return String.join("\n", lines) + "\n";
  }

  private static String write(LinkTarget target) {
    return switch (target) {
      case LinkTarget.NoLink() -> "none";
      case LinkTarget.Nowhere() -> "nowhere";
      case LinkTarget.Unreadable() -> "unreadable";
      case LinkTarget.Outside(String path) -> Fields.write("outside", path);
      case LinkTarget.Inside(String path, Identity identity, boolean directory) ->
          Fields.write(
              "inside",
              identity.device(),
              identity.inode(),
              identity.changed(),
              path,
              directory ? "directory" : "file");
    };
  }

  /**
   * Reads a record.
   *
   * @throws WorkspaceException if it is not exactly what {@link #write} makes
   */
  static SessionRecord read(String text) {
    List<String> lines = text.lines().toList();
    if (lines.size() < 5 || !text.endsWith("\n")) {
      throw new WorkspaceException("it is cut off");
    }
    Iterator<String> rest = lines.iterator();
    Fields head = Fields.read(rest.next());
    head.expect(HEAD);
    head.expect(String.valueOf(VERSION));
    head.end();
    Fields id = expect(rest, "id");
    String name = id.text();
    id.end();
    Fields project = expect(rest, "project");
    Identity identity = identity(project);
    String path = project.text();
    project.end();
    Fields started = expect(rest, "started");
    Instant start = Instant.ofEpochMilli(started.number());
    started.end();
    List<Protected> known = new ArrayList<>();
    List<BareRepository> bare = new ArrayList<>();
    List<Naming> namings = new ArrayList<>();
    for (String line : lines.subList(4, lines.size() - 1)) {
      readKnown(Fields.read(line), known, bare, namings);
    }
    Fields end = Fields.read(lines.getLast());
    end.expect("end");
    end.expect(String.valueOf(lines.size() - 1));
    end.end();
    return new SessionRecord(name, path, identity, start, known, bare, namings);
  }

  private static Fields expect(Iterator<String> lines, String word) {
    Fields fields = Fields.read(lines.next());
    fields.expect(word);
    return fields;
  }

  private static void readKnown(
      Fields line, List<Protected> known, List<BareRepository> repositories, List<Naming> namings) {
    String word = line.text();
    switch (word) {
      case "protected" -> {
        Kind kind = line.word(Kind.class);
        Guarding guarding = line.word(Guarding.class);
        Protection protection = line.word(Protection.class);
        Identity identity = identity(line);
        String path = line.text();
        String reason = line.text();
        LinkTarget target = target(line);
        known.add(new Protected(path, kind, identity, target, guarding, protection, reason));
      }
      case "bare" -> {
        Identity identity = identity(line);
        repositories.add(new BareRepository(line.text(), identity, List.of()));
      }
      case "named" -> {
        Identity by = identity(line);
        String path = line.text();
        boolean directories = Boolean.parseBoolean(line.text());
        namings.add(new Naming(by, path, directories, line.text()));
      }
      default -> throw line.wrong("\"" + word + "\" is not known here");
    }
    line.end();
  }

  private static LinkTarget target(Fields line) {
    String word = line.text();
    return switch (word) {
      case "none" -> new LinkTarget.NoLink();
      case "nowhere" -> new LinkTarget.Nowhere();
      case "unreadable" -> new LinkTarget.Unreadable();
      case "outside" -> new LinkTarget.Outside(line.text());
      case "inside" -> {
        Identity identity = identity(line);
        String path = line.text();
        String kind = line.text();
        if (!kind.equals("directory") && !kind.equals("file")) {
          throw line.wrong("\"" + kind + "\" is not known here");
        }
        yield new LinkTarget.Inside(path, identity, kind.equals("directory"));
      }
      default -> throw line.wrong("\"" + word + "\" is not known here");
    };
  }

  private static Identity identity(Fields line) {
    long device = line.number();
    long inode = line.number();
    return new Identity(device, inode, line.number());
  }
}
