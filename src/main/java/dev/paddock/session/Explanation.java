package dev.paddock.session;

import dev.paddock.machine.Finding;
import dev.paddock.machine.MachineChecks;
import dev.paddock.sandbox.SandboxException;
import java.io.IOException;
import java.util.Optional;

/** Says why a sandbox could not be made, by trying out what it needs on this machine. */
final class Explanation {
  private final Caller caller;
  private final PaddockFolders folders;

  Explanation(Caller caller, PaddockFolders folders) {
    this.caller = caller;
    this.folders = folders;
  }

  String of(SandboxException problem) {
    try {
      Optional<Finding> missing =
          new MachineChecks(caller.workingDirectory(), folders.stage(), caller.uid())
              .run().stream()
                  .filter(finding -> finding.status() == Finding.Status.MISSING)
                  .findFirst();
      if (missing.isPresent()) {
        return "The sandbox can't be made: " + missing.get().sentence();
      }
    } catch (IOException e) {
      return "The sandbox can't be made: " + e.getMessage();
    }
    return "The sandbox can't be made: "
        + problem.getMessage()
        + ". All that it needs works by itself; please report this with the output of: paddock doctor";
  }
}
