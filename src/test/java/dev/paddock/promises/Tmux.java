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
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A person's terminal with a shell in the project, kept by a tmux server of its own. */
final class Tmux {
  static final Path PROGRAM = Path.of("/usr/bin/tmux");

  private final Scene scene;
  private final Path folder;

  /** Opens a terminal of 24 lines and 80 columns, in which {@code paddock} is a command. */
  Tmux(Scene scene) throws Exception {
    this.scene = scene;
    this.folder = Files.createDirectory(scene.folder().resolve("tmux"));
    Path paddock = folder.resolve("paddock");
    String command =
        Installation.command().stream()
            .map(word -> "'" + word + "'")
            .collect(Collectors.joining(" "));
    Files.writeString(paddock, "#!/bin/sh\nexec " + command + " \"$@\"\n");
    Files.setPosixFilePermissions(paddock, PosixFilePermissions.fromString("rwxr-xr-x"));
    scene.give();
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    tmux(
        "-f",
        "/dev/null",
        "new-session",
        "-d",
        "-x",
        "80",
        "-y",
        "24",
        "-c",
        scene.project().toString(),
        "unset HISTFILE; PS1='outer> ' exec bash --norc --noprofile");
  }

  /** Types a line and Enter. */
  void line(String text) throws Exception {
    tmux("send-keys", "-l", text);
    tmux("send-keys", "Enter");
  }

  /** Presses keys by tmux's names, like C-c. */
  void press(String... keys) throws Exception {
    for (String key : keys) {
      tmux("send-keys", key);
    }
  }

  void paste(String text) throws Exception {
    tmux("set-buffer", text);
    tmux("paste-buffer", "-p");
  }

  void resize(int columns, int lines) throws Exception {
    tmux("resize-window", "-x", Integer.toString(columns), "-y", Integer.toString(lines));
  }

  String screen() {
    try {
      return tmux("capture-pane", "-p");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  void awaitScreen(String text) throws InterruptedException {
    Eventually.is(
        "\"" + text + "\" on the screen", () -> screen().contains(text), () -> "\n" + screen());
  }

  /** Waits until the last line that is not empty is a prompt that begins so. */
  void awaitPrompt(String text) throws InterruptedException {
    Eventually.is(
        "the prompt " + text,
        () -> screen().stripTrailing().matches("(?s)(.*\\n)?" + Pattern.quote(text) + "\\S*"),
        () -> "\n" + screen());
  }

  /** Waits until the session has the terminal, and every key is passed on. */
  void awaitRelay() throws Exception {
    String tty = tmux("display-message", "-p", "#{pane_tty}").strip();
    Eventually.is("raw mode", () -> settings(tty).contains("-icanon"), this::screen);
  }

  private static String settings(String tty) {
    try {
      Process stty = new ProcessBuilder("stty", "-a", "-F", tty).redirectErrorStream(true).start();
      return new String(stty.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends the server and all that runs in its terminal. */
  void close() throws Exception {
    tmux("kill-server");
  }

  private String tmux(String... words) throws IOException, InterruptedException {
    List<String> line = new ArrayList<>(scene.caller().change());
    line.addAll(List.of(PROGRAM.toString(), "-L", "paddock"));
    line.addAll(Arrays.asList(words));
    ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().put("PATH", folder + ":/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin");
    builder.environment().put("HOME", scene.home().toString());
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.environment().put("SHELL", "/bin/bash");
    builder.environment().put("TMUX_TMPDIR", folder.toString());
    Process process = builder.start();
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new AssertionError("tmux " + String.join(" ", words) + ": " + out);
    }
    return out;
  }
}
