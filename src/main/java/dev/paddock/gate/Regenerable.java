package dev.paddock.gate;

import java.nio.file.Path;
import java.util.regex.Pattern;

/** Names of what builds, tests and package managers make and make again. Pure. */
final class Regenerable {
  private static final Pattern NAME =
      Pattern.compile(
          "build|target|dist|out|node_modules|bower_components|__pycache__|htmlcov|coverage|\\.coverage.*|"
              + "\\.(?:pytest|mypy|ruff|parcel|sass)[-_]cache|\\.tox|\\.nox|\\.?venv|\\.next|\\.nuxt|\\.turbo|\\.gradle|\\.cache|\\.eggs|"
              + ".*\\.egg-info|.*\\.(?:pyc|pyo|o|obj|class|log|tmp|swp)|cmake-build-.*");

  private Regenerable() {}

  /** Whether a path is such a thing, or lies in one. */
  static boolean is(Path inProject) {
    for (Path part : inProject) {
      if (NAME.matcher(part.toString()).matches()) {
        return true;
      }
    }
    return false;
  }
}
