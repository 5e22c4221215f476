package dev.paddock.certificates;

import dev.paddock.certificates.TrustMachine.OwnFile;
import dev.paddock.certificates.TrustPlan.Layer;
import dev.paddock.certificates.TrustPlan.TrustFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Plans how every program inside comes to trust the session's authority: the system's bundles, the
 * directory that OpenSSL searches, each JDK's trust store, and variables for programs that bring
 * certificates of their own.
 */
public final class TrustStores {
  /** A folder that exists inside only, for what has no place of the host's. */
  static final String OWN_FOLDER = "/run/paddock/trust";

  static final String AUTHORITY = OWN_FOLDER + "/session-authority.pem";
  static final String OWN_BUNDLE = OWN_FOLDER + "/ca-bundle.pem";
  static final String OWN_DIRECTORY = OWN_FOLDER + "/certs";
  private static final String ALIAS = "paddock-session";

  private final TrustRequest request;
  private final TrustMachine machine;
  private final byte[] pem;
  private final Map<String, List<TrustFile>> replaced = new HashMap<>();
  private final Map<String, List<TrustFile>> added = new HashMap<>();
  private final List<TrustFile> files = new ArrayList<>();
  private final Map<String, String> environment = new LinkedHashMap<>();

  private TrustStores(TrustRequest request, TrustMachine machine) {
    this.request = request;
    this.machine = machine;
    this.pem = request.pem().getBytes(StandardCharsets.US_ASCII);
  }

  /** Looks at this machine and plans; never fails, since a session can do without. */
  public static TrustPlan plan(TrustRequest request) {
    return plan(request, TrustMachine.read(request, TrustLocations.read()));
  }

  /** Plans: a pure function. */
  static TrustPlan plan(TrustRequest request, TrustMachine machine) {
    return new TrustStores(request, machine).plan();
  }

  private TrustPlan plan() {
    machine.bundles().forEach((path, content) -> replace(path, TrustPem.join(content, pem)));
    machine
        .javaStores()
        .forEach(
            (path, store) -> replace(path, TrustJavaStore.with(store, ALIAS, request.authority())));
    String hash = TrustSubjectHash.of(request.authority());
    machine
        .directories()
        .forEach(
            (path, names) ->
                added
                    .computeIfAbsent(path, _ -> new ArrayList<>())
                    .add(new TrustFile(path + "/" + free(hash, names), pem)));
    files.add(new TrustFile(AUTHORITY, pem));
    if (machine.bundles().isEmpty()) {
      files.add(new TrustFile(OWN_BUNDLE, TrustPem.join(machine.builtIn(), pem)));
    }
    for (TrustVariable variable : TrustVariable.read()) {
      value(variable, hash).ifPresent(value -> environment.put(variable.name(), value));
    }
    return new TrustPlan(List.copyOf(files), layers(), Map.copyOf(environment), machine.notices());
  }

  private List<Layer> layers() {
    return machine.directories().keySet().stream()
        .map(
            path ->
                new Layer(
                    path,
                    List.copyOf(replaced.getOrDefault(path, List.of())),
                    List.copyOf(added.getOrDefault(path, List.of()))))
        .toList();
  }

  /** What lies in a directory that becomes a layer is a part of that. */
  private void replace(String path, byte[] content) {
    TrustFile file = new TrustFile(path, content);
    machine.directories().keySet().stream()
        .filter(directory -> path.startsWith(directory + "/"))
        .findFirst()
        .map(directory -> replaced.computeIfAbsent(directory, _ -> new ArrayList<>()))
        .orElse(files)
        .add(file);
  }

  /** Certificates of the same hash are numbered. */
  private static String free(String hash, Set<String> names) {
    int number = 0;
    while (names.contains(hash + "." + number)) {
      number++;
    }
    return hash + "." + number;
  }

  private Optional<String> value(TrustVariable variable, String hash) {
    String callers = request.environment().getOrDefault(variable.name(), "");
    Optional<OwnFile> own = Optional.ofNullable(machine.own().get(variable.name()));
    return switch (variable.kind()) {
      case EXTRA -> Optional.of(own.map(file -> extended(variable, file)).orElse(AUTHORITY));
      case BUNDLE -> Optional.of(own.map(file -> extended(variable, file)).orElse(bundle()));
      case IF_SET -> own.map(file -> extended(variable, file));
      case DIRECTORIES_IF_SET ->
          callers.isEmpty() ? Optional.empty() : Optional.of(callers + ":" + directory(hash));
      case TRUE -> callers.isEmpty() ? Optional.of("true") : Optional.empty();
    };
  }

  private String bundle() {
    return machine.bundles().keySet().stream().findFirst().orElse(OWN_BUNDLE);
  }

  /** Where the caller's file is, with the authority; the machine's bundles have it already. */
  private String extended(TrustVariable variable, OwnFile own) {
    if (machine.bundles().containsKey(own.realPath())) {
      return own.realPath();
    }
    String path = OWN_FOLDER + "/" + variable.name() + ".pem";
    files.add(new TrustFile(path, TrustPem.join(own.certificates(), pem)));
    return path;
  }

  private String directory(String hash) {
    files.add(new TrustFile(OWN_DIRECTORY + "/" + hash + ".0", pem));
    return OWN_DIRECTORY;
  }
}
