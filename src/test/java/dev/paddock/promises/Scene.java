package dev.paddock.promises;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** One person's HOME with a project in it, and a place outside; gone when closed. */
final class Scene implements AutoCloseable {
  private final Caller caller;
  private final Path folder;
  private final Path home;
  private final Path project;
  private final Path outside;
  private final List<Running> started = new ArrayList<>();

  Scene(Caller caller) {
    this(caller, "project");
  }

  Scene(Caller caller, String projectName) {
    this.caller = caller;
    this.folder = Folders.temporary("paddock-scene");
    try {
      this.home = Files.createDirectory(folder.resolve("home"));
      this.project = Files.createDirectories(home.resolve("work").resolve(projectName));
      this.outside = Files.createDirectory(folder.resolve("outside"));
      Files.setPosixFilePermissions(outside, PosixFilePermissions.fromString("rwxrwxrwx"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Caller caller() {
    return caller;
  }

  Path folder() {
    return folder;
  }

  Path home() {
    return home;
  }

  Path project() {
    return project;
  }

  Path outside() {
    return outside;
  }

  /** Writes a file; a relative path is the project's, one that begins with "~/" HOME's. */
  Path write(String path, String text) {
    Path file = path(path);
    try {
      Files.createDirectories(file.getParent());
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String read(String path) {
    try {
      return Files.readString(path(path), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean exists(String path) {
    return Files.exists(path(path), java.nio.file.LinkOption.NOFOLLOW_LINKS);
  }

  Path path(String path) {
    return path.startsWith("~/") ? home.resolve(path.substring(2)) : project.resolve(path);
  }

  Call paddock(String... arguments) {
    return new Call(this, List.of(arguments));
  }

  /** Prepares a session of one shell script. */
  Call inside(String script, String... options) {
    List<String> arguments = new ArrayList<>(List.of("run"));
    arguments.addAll(Arrays.asList(options));
    arguments.addAll(List.of("--", "bash", "-c", script));
    return new Call(this, arguments);
  }

  /** Prepares a shell script that the caller runs outside, in the project. */
  Call outside(String script) {
    return new Call(this, List.of("outside")).through(script);
  }

  /** Lets the caller own everything. */
  void give() {
    if (caller.isSomebodyElse()) {
      Folders.give(folder, caller.uid());
    }
  }

  Running remember(Running running) {
    started.add(running);
    return running;
  }

  @Override
  public void close() {
    started.forEach(Running::close);
    Folders.delete(folder);
  }
}
