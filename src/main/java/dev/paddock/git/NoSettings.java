package dev.paddock.git;

import java.io.File;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.jspecify.annotations.Nullable;

/**
 * Keeps JGit from everything but the repositories that it is given: it would start git to find the
 * system's configuration, and keep notes in HOME.
 */
public final class NoSettings extends SystemReader.Delegate {
  private NoSettings(SystemReader other) {
    super(other);
  }

  /** Makes it so, for this process. */
  public static void please() {
    if (!(SystemReader.getInstance() instanceof NoSettings)) {
      SystemReader.setInstance(new NoSettings(SystemReader.getInstance()));
    }
  }

  @Override
  public FileBasedConfig openUserConfig(Config parent, FS files) {
    return new Nothing(parent, files);
  }

  @Override
  public FileBasedConfig openSystemConfig(Config parent, FS files) {
    return new Nothing(parent, files);
  }

  @Override
  public FileBasedConfig openJGitConfig(Config parent, FS files) {
    return new Nothing(parent, files);
  }

  private static final class Nothing extends FileBasedConfig {
    private static final long RESOLUTION_SECONDS = 2;

    Nothing(Config parent, FS files) {
      super(parent, new File("/dev/null"), files);
    }

    /**
     * Answers what JGit would otherwise measure, for seconds and with files of its own in the
     * repository: how exact a file system's times are. The value is the one that JGit takes itself
     * where it can't measure; it makes it look twice at what is younger.
     */
    @Override
    public long getTimeUnit(
        String section, @Nullable String subsection, String name, long otherwise, TimeUnit unit) {
      return section.equals("filesystem")
          ? unit.convert(RESOLUTION_SECONDS, TimeUnit.SECONDS)
          : super.getTimeUnit(section, subsection, name, otherwise, unit);
    }

    @Override
    public void load() {}

    @Override
    public void save() {}

    @Override
    public boolean isOutdated() {
      return false;
    }
  }
}
