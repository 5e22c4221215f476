package dev.paddock.cli;

import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints: the version of the jar, as its manifest says. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String version = Version.class.getPackage().getImplementationVersion();
    return new String[] {"paddock " + (version == null ? "(development)" : version)};
  }
}
