package dev.paddock.relay;

/** What the relay's front ends refuse by themselves. */
final class Refusals {
  private Refusals() {}

  static RelayRefusal unknownService() {
    return new RelayRefusal(
        "git-service-not-served",
        "Git is served for fetching and pushing only.",
        "Use git fetch and git push.");
  }

  static RelayRefusal noShell() {
    return new RelayRefusal(
        "git-host-only",
        "This host is reached for git only: there is no shell, no file transfer and no forwarding.",
        "Run it outside, or name HOST:22 in [network] allow if the host is no remote's.");
  }

  static RelayRefusal noSuchPage() {
    return new RelayRefusal(
        "git-request-malformed",
        "This is no request that git or Git LFS makes.",
        "Use git itself.");
  }

  static RelayRefusal dumb() {
    return new RelayRefusal(
        "git-dumb-http",
        "The old protocol of plain files is not served.",
        "Use git 1.6.6 or newer, over its smart protocol.");
  }
}
