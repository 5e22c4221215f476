package dev.paddock.profile;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads all layers of a profile into one. Every file is read once; what was hashed is what is
 * parsed. Not thread-safe; one loader reads once.
 */
public final class ProfileLoader {
  /** The name of a project's own file, in the project's folder. */
  public static final String PROJECT_FILE = ".paddock.toml";

  private static final String MEND = "Mend that, and run it again";

  private final ProfileSources sources;
  private final GrantReader grants;
  private final Problems problems;
  private final Notices notices = new Notices();
  private final LayerStack stack = new LayerStack(notices);
  private final List<LayerState> states = new ArrayList<>();

  private ProfileLoader(ProfileSources sources, GrantReader grants, Problems problems) {
    this.sources = sources;
    this.grants = grants;
    this.problems = problems;
  }

  /**
   * Reads the profile of a session.
   *
   * @throws ProfileException with all that is wrong in any layer; then there is no profile
   */
  public static LoadedProfile load(ProfileSources sources) throws ProfileException {
    Problems problems = new Problems();
    Optional<GrantReader> grants = grants(sources, problems);
    problems.throwIfAny();
    ProfileLoader loader = new ProfileLoader(sources, grants.orElseThrow(), problems);
    LoadedProfile loaded = loader.load();
    problems.throwIfAny();
    return loaded;
  }

  private static Optional<GrantReader> grants(ProfileSources sources, Problems problems) {
    Path project = sources.project();
    Places places =
        new Places(
            sources.home(),
            project,
            List.of(sources.userConfigDirectory(), sources.organisationFile()),
            sources.stateDirectory());
    try {
      GrantReader grants = new GrantReader(places);
      grants.read(".", Use.WRITE);
      return Optional.of(grants);
    } catch (EntryException e) {
      problems.add(
          Position.wholeOf(project.toString()),
          "this folder can't be a project: " + e.reason(),
          "Start Paddock in the folder of one project");
    } catch (IOException e) {
      problems.add(
          Position.wholeOf(project.toString()),
          "HOME, this folder or Paddock's own folders can't be looked at ("
              + Printable.escape(String.valueOf(e.getMessage()))
              + ")",
          MEND);
    }
    return Optional.empty();
  }

  private LoadedProfile load() {
    stack.addOwners(RuleReader.read(DefaultSource.read(), grants, problems));
    addState(Layer.DEFAULT, "default", LayerState.Status.READ);
    addOwnersFile(Layer.ORGANISATION, sources.organisationFile(), stack::addOrganisations);
    Path config = sources.userConfigDirectory();
    addOwnersFile(Layer.USER, config.resolve("profile.toml"), stack::addOwners);
    sources.name().ifPresent(this::addNamed);
    addProjectsFile(sources.project().resolve(PROJECT_FILE));
    stack.addOwners(RuleReader.read(new FlagSource(sources.flags(), problems), grants, problems));
    addState(
        Layer.FLAGS,
        "flags",
        sources.flags().equals(Flags.NONE) ? LayerState.Status.ABSENT : LayerState.Status.READ);
    if (problems.isEmpty()) {
      new WholeCheck(problems, notices).check(stack.profile());
    }
    return new LoadedProfile(stack.profile(), notices.list(), states);
  }

  private void addNamed(String name) {
    NamedProfiles named = new NamedProfiles(sources.userConfigDirectory().resolve("profiles"));
    try {
      addOwnersFile(Layer.USER, named.require(name), stack::addOwners);
    } catch (EntryException e) {
      problems.add(Position.wholeOf("-p"), e.reason(), e.remedy());
    }
  }

  private void addOwnersFile(Layer layer, Path file, Consumer<LayerRules> add) {
    try {
      Optional<byte[]> bytes = ProfileFile.readOfOwner(file, sources.home());
      addState(
          layer,
          file.toString(),
          bytes.isPresent() ? LayerState.Status.READ : LayerState.Status.ABSENT);
      if (bytes.isPresent()) {
        addText(layer, file.toString(), ProfileFile.decode(bytes.get()), add);
      }
    } catch (EntryException e) {
      problems.add(Position.wholeOf(file.toString()), e.reason(), e.remedy());
    }
  }

  private void addProjectsFile(Path file) {
    try {
      Optional<byte[]> bytes = ProfileFile.readOfProject(file);
      if (bytes.isEmpty()) {
        addState(Layer.PROJECT, file.toString(), LayerState.Status.ABSENT);
        return;
      }
      boolean trusted = isTrusted(file, bytes.get());
      addState(
          Layer.PROJECT,
          file.toString(),
          trusted ? LayerState.Status.TRUSTED : LayerState.Status.UNTRUSTED);
      addText(
          Layer.PROJECT,
          file.toString(),
          ProfileFile.decode(bytes.get()),
          trusted ? stack::addOwners : stack::addUntrusted);
    } catch (EntryException e) {
      problems.add(Position.wholeOf(file.toString()), e.reason(), e.remedy());
    }
  }

  private boolean isTrusted(Path file, byte[] content) {
    try {
      return new TrustStore(sources.stateDirectory().resolve("trust")).isTrusted(file, content);
    } catch (IOException e) {
      problems.add(
          Position.wholeOf(file.toString()),
          "it counts as not trusted: " + Printable.escape(String.valueOf(e.getMessage())),
          MEND);
      return false;
    }
  }

  private void addText(Layer layer, String file, String text, Consumer<LayerRules> add) {
    TomlSource.read(layer, text, file, problems)
        .ifPresent(source -> add.accept(RuleReader.read(source, grants, problems)));
  }

  private void addState(Layer layer, String file, LayerState.Status status) {
    states.add(new LayerState(layer, file, status));
  }
}
