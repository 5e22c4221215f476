package dev.paddock.packages;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDirFactory;

/** Folders where programs may be run from, unlike in /tmp. */
final class OutsideTmp implements TempDirFactory {
  @Override
  public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext extension)
      throws Exception {
    Path build = Path.of("target").toAbsolutePath();
    Path base = build.startsWith("/tmp") ? Path.of(System.getProperty("user.home")) : build;
    return Files.createTempDirectory(base, "registries-test");
  }
}
