package dev.paddock.relay;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.transport.AdvertiseRefsHook;
import org.eclipse.jgit.transport.ReceivePack;
import org.eclipse.jgit.transport.ServiceMayNotContinueException;
import org.eclipse.jgit.transport.UploadPack;

/**
 * Tells a client that pushes of upstream's refs alone, not of what else the mirror has ({@code
 * .have} lines would name the tips that Paddock keeps).
 */
final class EverydayRefs implements AdvertiseRefsHook {
  @Override
  public void advertiseRefs(ReceivePack receiver) throws ServiceMayNotContinueException {
    Map<String, Ref> refs = new HashMap<>();
    try {
      for (Ref ref : receiver.getRepository().getRefDatabase().getRefsByPrefix("refs/")) {
        refs.put(ref.getName(), ref);
      }
      receiver.setAdvertisedRefs(refs, Set.of());
    } catch (IOException e) {
      throw new ServiceMayNotContinueException(e);
    }
  }

  @Override
  public void advertiseRefs(UploadPack pack) {
    throw new IllegalStateException("JGit serves no fetch here");
  }
}
