package dev.paddock.certificates;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What must be there inside for programs to trust the session's authority beside what the machine
 * trusts. Nothing of it changes the host.
 *
 * @param files to be seen at these paths, over files of the host or where there is nothing
 * @param layers directories of the host with files on top
 * @param environment variables, to be set in place of the caller's
 * @param notices what is not as it should be, for the person to read
 */
public record TrustPlan(
    List<TrustFile> files,
    List<Layer> layers,
    Map<String, String> environment,
    List<String> notices) {

  /**
   * A file that everybody inside may read and nobody may change.
   *
   * @param path absolute
   */
  public record TrustFile(String path, byte[] content) {}

  /**
   * A directory of the host.
   *
   * @param directory its real path
   * @param replaced files that exist in it
   * @param added files that do not
   */
  public record Layer(String directory, List<TrustFile> replaced, List<TrustFile> added) {
    /** Returns all files that lie on top. */
    public List<TrustFile> files() {
      List<TrustFile> files = new ArrayList<>(replaced);
      files.addAll(added);
      return List.copyOf(files);
    }
  }

  /**
   * Returns the plan for a kernel that refuses layers: existing files are replaced one by one, and
   * those that would be new are left out, so that OpenSSL finds the authority by its default file
   * only.
   */
  public TrustPlan withoutLayers() {
    List<TrustFile> all = new ArrayList<>(files);
    layers.forEach(layer -> all.addAll(layer.replaced()));
    return new TrustPlan(List.copyOf(all), List.of(), environment, notices);
  }
}
