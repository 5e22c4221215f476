package dev.paddock.evaluation;

import dev.paddock.action.Action;
import dev.paddock.action.Effect;
import dev.paddock.action.FileAccess;
import dev.paddock.action.Place;
import dev.paddock.gate.FileView;
import dev.paddock.gate.ProjectSurroundings;
import dev.paddock.shell.ShellAnalysis;
import dev.paddock.shell.Surroundings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The files of a case, which are nowhere but in its text: what an earlier action writes was made by
 * the session, unless the case says that it was there; all else was there. Immutable.
 */
public final class CaseFiles implements FileView {
  private final Set<Path> made = new HashSet<>();
  private final Map<Path, String> written = new HashMap<>();

  private CaseFiles() {}

  /** Looks at what a case's earlier actions write. */
  public static CaseFiles of(LabelledCase one) {
    CaseFiles files = new CaseFiles();
    Surroundings surroundings = ProjectSurroundings.of(one.cwd(), LabelledCase.HOME);
    for (Before event : one.before()) {
      switch (event) {
        case Before.Said _ -> {}
        case Before.Asked(Action action) -> files.add(action, one.cwd(), surroundings);
        case Before.Came(Action action, String _) -> files.add(action, one.cwd(), surroundings);
      }
    }
    one.files().forEach(files.made::remove);
    return files;
  }

  private void add(Action action, Path cwd, Surroundings surroundings) {
    switch (action) {
      case Action.Shell(String command) ->
          ShellAnalysis.effects(command, cwd, surroundings).forEach(this::add);
      case Action.WriteFile(Path path, String content) -> {
        made.add(path.normalize());
        written.put(path.normalize(), content);
      }
      case Action.ReadFile _,
          Action.EditFile _,
          Action.Fetch _,
          Action.Search _,
          Action.McpCall _,
          Action.Subagent _,
          Action.OwnTool _,
          Action.OtherTool _ -> {}
    }
  }

  private void add(Effect effect) {
    if (effect instanceof Effect.Touches(FileAccess access, Place.At(Path path))
        && access == FileAccess.WRITE) {
      made.add(path);
    }
  }

  @Override
  public boolean exists(Path path) {
    for (Path part = path; part != null; part = part.getParent()) {
      if (made.contains(part)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public Surroundings around(Path folder, Path home, Predicate<Path> changed) {
    return new Told(ProjectSurroundings.of(folder, home, changed), written);
  }

  /** The surroundings of a project that is not there, but for what the case's actions wrote. */
  private record Told(Surroundings beyond, Map<Path, String> written) implements Surroundings {
    @Override
    public Path home() {
      return beyond.home();
    }

    @Override
    public Path project() {
      return beyond.project();
    }

    @Override
    public Optional<String> branch() {
      return beyond.branch();
    }

    @Override
    public String defaultBranch() {
      return beyond.defaultBranch();
    }

    @Override
    public boolean isRemote(String name) {
      return beyond.isRemote(name);
    }

    @Override
    public Optional<String> content(Path file) {
      return Optional.ofNullable(written.get(file));
    }

    @Override
    public boolean isNew(Path file) {
      return beyond.isNew(file);
    }

    @Override
    public boolean isFolder(Path path) {
      return false;
    }

    @Override
    public Optional<Path> link(Path path) {
      return Optional.empty();
    }

    @Override
    public Optional<String> gitAlias(String name) {
      return Optional.empty();
    }
  }
}
