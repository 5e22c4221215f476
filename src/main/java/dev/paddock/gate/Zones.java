package dev.paddock.gate;

import dev.paddock.action.Place;
import dev.paddock.shell.Secrets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Tells the zone of a path. Pure. */
final class Zones {
  private static final Set<String> SINKS =
      Set.of(
          "/dev/null",
          "/dev/zero",
          "/dev/full",
          "/dev/stdout",
          "/dev/stderr",
          "/dev/stdin",
          "/dev/tty",
          "/dev/random",
          "/dev/urandom",
          "/dev/fd");
  private static final List<String> TEMPORARY = List.of("/tmp", "/var/tmp", "/dev/shm");
  private static final Pattern GUARD =
      Pattern.compile(
          "(?:.*/)?(?:\\.claude/(?!worktrees|plans|todos).*|\\.claude|\\.mcp\\.json|\\.claude\\.json|\\.cursor/(?:mcp|hooks|cli|sandbox).*|\\.cursor|"
              + "\\.codex/.*|\\.codex|\\.gemini/.*|\\.gemini|\\.opencode/.*|\\.copilot/.*|\\.github/hooks/.*|\\.github/copilot-.*|opencode\\.jsonc?|"
              + "\\.paddock\\.toml|\\.amp/.*|\\.aider\\.conf.*|\\.continue/.*|\\.windsurf/.*)");
  private static final Pattern STARTUP =
      Pattern.compile(
          "(?:.*/)?(?:\\.vscode/(?:tasks|settings|launch|extensions|mcp)\\.json|\\.idea/.*|\\.husky/.*|\\.devcontainer(?:/.*|\\.json)|\\.envrc|sitecustomize\\.py|"
              + "usercustomize\\.py|.*\\.pth|\\.npmrc|\\.yarnrc(?:\\.yml)?|\\.pnpmfile\\.cjs|bunfig\\.toml|\\.pre-commit-config\\.yaml|lefthook\\..*|"
              + "\\.gitmodules|\\.github/(?:workflows|actions)/.*|\\.gitlab-ci\\.ya?ml|\\.circleci/.*|Jenkinsfile|azure-pipelines\\.ya?ml|bitbucket-pipelines\\.ya?ml|\\.travis\\.ya?ml|\\.bazelrc|gradle-wrapper\\.properties|maven-wrapper\\.properties|\\.mvn/.*|\\.cargo/config(?:\\.toml)?|"
              + "pip\\.conf|\\.pypirc|\\.ripgreprc|\\.bash.*|\\.zsh.*|\\.profile|\\.inputrc|\\.gitconfig|\\.vimrc|\\.exrc)");
  private static final Pattern HOME_STARTUP =
      Pattern.compile(
          "\\.(?:bash|zsh|ksh|tcsh|csh).*|\\.profile|\\.login|\\.logout|\\.xprofile|\\.xinitrc|\\.xsession|\\.inputrc|\\.vimrc|\\.emacs.*|\\.gitconfig|"
              + "\\.config|\\.config/(?:autostart|systemd|fish|git|environment\\.d|nvim|Code|Cursor).*|\\.local/(?:bin|share/applications|share/systemd).*|\\.ssh(?:/.*)?|\\.npmrc|\\.pip.*|\\.cargo/(?:config|bin).*|bin/.*|\\.pam_environment|"
              + "\\.config/pip.*|\\.m2/settings.*|\\.gradle/init.*|Library/LaunchAgents.*|\\.pythonrc|\\.tmux\\.conf|\\.screenrc|\\.psqlrc|\\.sqliterc|\\.gdbinit|\\.Rprofile|\\.irbrc|\\.curlrc|\\.wgetrc|\\.netrc");

  private final Path project;
  private final Path home;

  Zones(Path project, Path home) {
    this.project = project;
    this.home = home;
  }

  Zone of(Path path) {
    if (SINKS.contains(path.toString())
        || path.startsWith("/dev/fd")
        || path.startsWith("/dev/pts")) {
      return Zone.SINK;
    }
    if (Secrets.isSecret(new Place.At(path), home) && !isTrackedKind(path)) {
      return Zone.SECRET;
    }
    if (path.startsWith(project) && !path.equals(project)) {
      return inProject(project.relativize(path));
    }
    if (path.equals(project)) {
      return Zone.PROJECT_ROOT;
    }
    if ((path.startsWith("/dev") && !path.startsWith("/dev/shm"))
        || path.startsWith("/proc/sys")
        || path.startsWith("/sys")
        || path.toString().matches("/proc/[^/]*")) {
      return Zone.DEVICE;
    }
    if (project.startsWith(path) || home.startsWith(path)) {
      return path.equals(home) ? Zone.HOME : Zone.SYSTEM;
    }
    if (path.startsWith(home)) {
      String inside = home.relativize(path).toString();
      return GUARD.matcher(inside).matches()
          ? Zone.GUARD
          : HOME_STARTUP.matcher(inside).matches() ? Zone.HOME_STARTUP : Zone.HOME;
    }
    if (TEMPORARY.stream().anyMatch(root -> path.startsWith(root) && !path.equals(Path.of(root)))) {
      return Zone.TEMPORARY;
    }
    return Zone.SYSTEM;
  }

  private static boolean isTrackedKind(Path path) {
    return path.getFileName() == null;
  }

  private static Zone inProject(Path inside) {
    String text = inside.toString();
    if (inside.startsWith(".git")
        || text.contains("/.git/")
        || text.endsWith("/.git")
        || text.matches("(?:.*/)?[^/]+\\.git(?:/.*)?")) {
      return Zone.REPOSITORY;
    }
    if (GUARD.matcher(text).matches()) {
      return Zone.GUARD;
    }
    return STARTUP.matcher(text).matches() ? Zone.STARTUP : Zone.PROJECT;
  }
}
