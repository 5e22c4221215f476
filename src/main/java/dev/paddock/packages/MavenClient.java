package dev.paddock.packages;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Maven: mirrors and repositories of the user's and the installation's settings, and the repository
 * that every POM inherits, from the installed Maven's own model. Read, not run: a JVM is saved.
 *
 * @see <a href="https://maven.apache.org/settings.html">Settings Reference</a>
 */
final class MavenClient implements Client {
  private static final String MODEL = "org/apache/maven/model/pom-4.0.0.xml";
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{env\\.([^}]+)}");

  /** A repository as POMs and settings name it. */
  private record Repository(String id, String url) {}

  @Override
  public String name() {
    return "maven";
  }

  @Override
  public List<String> programs() {
    return List.of("mvn", "mvnd");
  }

  @Override
  public List<String> variables() {
    return List.of("MAVEN_", "M2_");
  }

  @Override
  public List<Path> files(Machine machine) {
    List<Path> files = new ArrayList<>();
    files.add(userSettings(machine));
    for (Path home : homes(machine)) {
      files.add(home.resolve("lib"));
      files.add(home.resolve("conf/settings.xml"));
    }
    return files;
  }

  @Override
  public Told ask(Machine machine, Asking asking) throws IOException {
    Path home =
        homes(machine).stream()
            .filter(folder -> Files.isDirectory(folder.resolve("lib")))
            .findFirst()
            .orElseThrow(() -> new IOException("where it is installed is unknown; set MAVEN_HOME"));
    List<MavenMirror> mirrors = new ArrayList<>();
    List<Repository> repositories = new ArrayList<>();
    read(userSettings(machine), machine, mirrors, repositories);
    read(home.resolve("conf/settings.xml"), machine, mirrors, repositories);
    addRepositories(model(home), machine, repositories, "project");
    List<String> addresses = new ArrayList<>();
    mirrors.stream()
        .filter(mirror -> !mirror.blocked())
        .forEach(mirror -> addresses.add(mirror.url()));
    for (Repository repository : repositories) {
      if (MavenMirror.find(mirrors, repository.id(), repository.url()).isEmpty()) {
        addresses.add(repository.url());
      }
    }
    return Told.of(addresses);
  }

  private static Path userSettings(Machine machine) {
    return machine.home().resolve(".m2/settings.xml");
  }

  private List<Path> homes(Machine machine) {
    List<Path> homes = new ArrayList<>();
    machine.path("MAVEN_HOME").ifPresent(homes::add);
    machine.path("M2_HOME").ifPresent(homes::add);
    machine.program(programs()).flatMap(MavenClient::installation).ifPresent(homes::add);
    homes.add(Path.of("/usr/share/maven"));
    homes.add(machine.home().resolve(".sdkman/candidates/maven/current"));
    return homes;
  }

  private static Optional<Path> installation(Path program) {
    try {
      return Optional.ofNullable(program.toRealPath().getParent()).map(Path::getParent);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static void read(
      Path file, Machine machine, List<MavenMirror> mirrors, List<Repository> repositories)
      throws IOException {
    if (!Files.isRegularFile(file)) {
      return;
    }
    XmlElement settings;
    try (InputStream in = Files.newInputStream(file)) {
      settings = XmlElement.parse(in);
    } catch (IOException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
    for (XmlElement mirror : settings.all("settings", "mirrors", "mirror")) {
      mirrors.add(
          new MavenMirror(
              mirror.text("mirrorOf"),
              resolved(mirror.text("url"), machine),
              mirror.text("blocked").equals("true")));
    }
    addRepositories(settings, machine, repositories, "settings", "profiles", "profile");
  }

  private static void addRepositories(
      XmlElement document, Machine machine, List<Repository> repositories, String... path) {
    for (XmlElement owner : document.all(path)) {
      List<XmlElement> found = new ArrayList<>(owner.all("repositories", "repository"));
      found.addAll(owner.all("pluginRepositories", "pluginRepository"));
      for (XmlElement repository : found) {
        repositories.add(
            new Repository(repository.text("id"), resolved(repository.text("url"), machine)));
      }
    }
  }

  /** Settings may name variables of the environment; what is unknown stays, and is no address. */
  private static String resolved(String url, Machine machine) {
    return VARIABLE
        .matcher(url)
        .replaceAll(found -> Matcher.quoteReplacement(machine.variable(found.group(1))));
  }

  private static XmlElement model(Path home) throws IOException {
    try (DirectoryStream<Path> jars =
        Files.newDirectoryStream(home.resolve("lib"), "maven-*.jar")) {
      for (Path jar : jars) {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
          ZipEntry entry = zip.getEntry(MODEL);
          if (entry != null) {
            try (InputStream in = zip.getInputStream(entry)) {
              return XmlElement.parse(in);
            }
          }
        }
      }
    }
    throw new IOException("its own model is not in " + home.resolve("lib"));
  }
}
