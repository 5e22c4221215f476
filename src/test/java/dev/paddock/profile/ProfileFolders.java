package dev.paddock.profile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;

/** A HOME, a project and the files of all layers in a folder of a test. */
final class ProfileFolders {
  final Path home;
  final Path project;
  final Path organisation;
  final Path config;
  final Path state;

  ProfileFolders(Path root) {
    try {
      Path real = root.toRealPath();
      home = Files.createDirectories(real.resolve("home/ann"));
      project = Files.createDirectories(home.resolve("project"));
      config = Files.createDirectories(home.resolve(".config/paddock"));
      state = home.resolve(".local/state/paddock");
      organisation = Files.createDirectories(real.resolve("organisation")).resolve("profile.toml");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  ProfileFolders organisation(String toml) {
    return write(organisation, toml);
  }

  ProfileFolders user(String toml) {
    return write(config.resolve("profile.toml"), toml);
  }

  ProfileFolders named(String name, String toml) {
    return write(config.resolve("profiles").resolve(name + ".toml"), toml);
  }

  ProfileFolders project(String toml) {
    return write(projectFile(), toml);
  }

  ProfileFolders trusted(String toml) {
    project(toml);
    try {
      trust().trust(projectFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  Path projectFile() {
    return project.resolve(".paddock.toml");
  }

  TrustStore trust() {
    return new TrustStore(state.resolve("trust"));
  }

  LoadedProfile load() throws ProfileException {
    return load(Flags.NONE, Optional.empty());
  }

  LoadedProfile load(Flags flags, Optional<String> name) throws ProfileException {
    return ProfileLoader.load(
        new ProfileSources(home, project, organisation, config, state, name, flags));
  }

  /** Returns the problems of a profile that must not load. */
  List<Problem> problems() {
    return problems(Flags.NONE, Optional.empty());
  }

  List<Problem> problems(Flags flags, Optional<String> name) {
    try {
      load(flags, name);
    } catch (ProfileException e) {
      return e.problems();
    }
    throw new AssertionError("this profile must not load");
  }

  private ProfileFolders write(Path file, String toml) {
    try {
      Path folder = file.getParent();
      Files.createDirectories(folder);
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
      Files.writeString(file, toml);
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }
}
