package dev.paddock.shell;

import dev.paddock.action.Place;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.regex.Pattern;

/** Files that hold credentials, by their names. Pure and thread-safe. */
public final class Secrets {
  private static final List<String> HOME_FOLDERS =
      List.of(
          ".ssh",
          ".gnupg",
          ".aws",
          ".azure",
          ".config/gcloud",
          ".kube",
          ".docker",
          ".oci",
          ".password-store",
          ".config/gh",
          ".config/hub",
          ".config/glab-cli",
          ".config/containers",
          ".config/op",
          ".config/doctl",
          ".config/heroku",
          ".config/pypoetry",
          ".config/rclone",
          ".config/restic",
          ".terraform.d",
          ".local/share/keyrings",
          "Library/Keychains",
          ".mozilla",
          ".config/google-chrome",
          ".config/chromium",
          ".vault-token",
          ".databrickscfg",
          ".config/doppler",
          ".doppler",
          ".fly",
          ".netlify",
          ".config/netlify",
          ".vercel",
          ".config/configstore",
          ".circleci",
          ".sentryclirc",
          ".bitwarden");
  private static final List<String> HOME_FILES =
      List.of(
          ".netrc",
          ".npmrc",
          ".yarnrc",
          ".yarnrc.yml",
          ".pypirc",
          ".pgpass",
          ".my.cnf",
          ".mylogin.cnf",
          ".git-credentials",
          ".gem/credentials",
          ".cargo/credentials",
          ".cargo/credentials.toml",
          ".m2/settings.xml",
          ".m2/settings-security.xml",
          ".gradle/gradle.properties",
          ".boto",
          ".s3cfg",
          ".config/rclone/rclone.conf",
          ".bash_history",
          ".zsh_history",
          ".psql_history",
          ".mysql_history",
          ".python_history",
          ".node_repl_history",
          ".terraformrc",
          ".claude.json",
          ".claude/.credentials.json",
          ".codex/auth.json",
          ".config/github-copilot/hosts.json",
          ".smbcredentials",
          ".env");
  private static final List<String> SYSTEM =
      List.of(
          "/etc/shadow",
          "/etc/shadow-",
          "/etc/gshadow",
          "/etc/sudoers",
          "/etc/ssl/private",
          "/etc/krb5.keytab",
          "/etc/kubernetes/admin.conf",
          "/etc/kubernetes/pki",
          "/etc/rancher/k3s/k3s.yaml",
          "/root/.ssh",
          "/root/.aws",
          "/root/.gnupg",
          "/root/.netrc",
          "/root/.kube",
          "/root/.docker",
          "/root/.bash_history",
          "/run/secrets",
          "/var/run/secrets",
          "/etc/docker/key.json",
          "/proc/kcore",
          "/dev/mem");
  private static final Pattern SECRET_NAME =
      Pattern.compile(
          "\\.env(?:\\.(?!(?:example|sample|template|dist|defaults?|test|testing|schema|tpl|md)$).*)?|\\.envrc|\\.pypirc|\\.pgpass|\\.netrc|_netrc|"
              + "\\.git-credentials|\\.htpasswd|id_(?:rsa|dsa|ecdsa|ed25519)(?:_sk)?|\\.vault-token|\\.dockercfg|"
              + "credentials\\.db|\\.my\\.cnf|kubeconfig|terraform\\.tfstate(?:\\.backup)?|service[-_]account.*\\.json|"
              + "\\.npmrc\\.bak|\\.s3cfg|\\.boto|secrets?\\.(?:ya?ml|json|toml|env|ini)");
  private static final Pattern LIKELY_NAME =
      Pattern.compile(
          ".*\\.(?:key|p12|pfx|jks|keystore|kdbx|ppk|gpg|tfvars|ovpn|mobileprovision)|.*(?:private|secret|_key|-key|^key).*\\.pem|\\.npmrc|"
              + "(?!example|sample|template|test|dummy).*\\.env|.*credentials?(?:\\.(?:json|ya?ml|toml|ini|xml|txt|yml\\.enc))?|.*[sS]ervice[-_]?[aA]ccount.*\\.json|"
              + ".*(?:private|secret|api)[-_]?[kK]eys?\\.(?:txt|json|ya?ml)|secrets?(?:\\.(?:txt|properties|xml|dev|prod))?|passwords?\\.(?:txt|csv)|"
              + "wp-config\\.php|local\\.settings\\.json|appsettings\\.(?:Production|Staging)\\.json|application-prod\\.(?:properties|ya?ml)|\\.dockerconfigjson");
  private static final List<String> SAMPLES =
      List.of(
          ".ssh/id_rsa",
          ".ssh/id_ed25519",
          ".aws/credentials",
          ".netrc",
          ".npmrc",
          ".pypirc",
          ".kube/config",
          ".docker/config.json",
          ".gnupg/secring.gpg",
          ".config/gh/hosts.yml",
          ".git-credentials",
          ".pgpass");

  private Secrets() {}

  /** Whether what is there is most likely a credential. */
  public static boolean isSecret(Place place, Path home) {
    return switch (place) {
      case Place.At(Path path) -> isSecret(path, home);
      case Place.Matching(Path folder, String pattern) ->
          isSecret(folder, home) || matches(folder, pattern, home);
      case Place.Below(Path folder, String text, boolean _) ->
          isSecret(folder, home) || endsAsSecret(text);
      case Place.Listed(Path folder, boolean _) -> isSecret(folder, home);
      case Place.Unset(String text) -> endsAsSecret(text);
      case Place.Unknown(String text) -> endsAsSecret(text);
    };
  }

  /**
   * Whether a file may hold a key, by its name: certificates and test data have such names, too.
   */
  public static boolean isLikely(Place place, Path home) {
    return isSecret(place, home)
        || (place instanceof Place.At(Path path) && LIKELY_NAME.matcher(name(path)).matches());
  }

  /** Whatever the folder is, the name tells. */
  private static boolean endsAsSecret(String text) {
    int slash = text.lastIndexOf('/');
    return slash >= 0 && SECRET_NAME.matcher(text.substring(slash + 1)).matches();
  }

  private static String name(Path path) {
    Path name = path.getFileName();
    return name == null ? "" : name.toString();
  }

  private static boolean isSecret(Path path, Path home) {
    if (path.startsWith("/proc") && (name(path).equals("environ") || name(path).equals("mem"))) {
      return true;
    }
    if (SYSTEM.stream().anyMatch(path::startsWith)) {
      return true;
    }
    if (isPublic(path)) {
      return false;
    }
    Path other = homeOf(path, home);
    if (other != null) {
      Path inside = other.relativize(path);
      if (HOME_FOLDERS.stream().anyMatch(inside::startsWith)
          || HOME_FILES.stream().anyMatch(file -> inside.equals(Path.of(file)))) {
        return true;
      }
    }
    return SECRET_NAME.matcher(name(path)).matches();
  }

  private static boolean isPublic(Path path) {
    return name(path).endsWith(".pub")
        || name(path).equals("known_hosts")
        || path.endsWith(".ssh/config");
  }

  /** The home folder that a path is in: the user's own, or somebody else's. */
  private static @org.jspecify.annotations.Nullable Path homeOf(Path path, Path home) {
    if (path.startsWith(home)) {
      return home;
    }
    for (String root : List.of("/home", "/Users")) {
      if (path.startsWith(root) && path.getNameCount() > 1) {
        return Path.of(root).resolve(path.getName(1).toString());
      }
    }
    return path.startsWith("/root") ? Path.of("/root") : null;
  }

  private static boolean matches(Path folder, String pattern, Path home) {
    if (pattern.startsWith("*") && !pattern.contains("/")) {
      return false;
    }
    PathMatcher matcher;
    try {
      matcher = FileSystems.getDefault().getPathMatcher("glob:" + folder + "/" + pattern);
    } catch (IllegalArgumentException e) {
      return false;
    }
    return SAMPLES.stream()
            .flatMap(
                sample ->
                    List.of(home, Path.of("/root"), Path.of("/home/x")).stream()
                        .map(h -> h.resolve(sample)))
            .anyMatch(matcher::matches)
        || SYSTEM.stream().map(Path::of).anyMatch(matcher::matches)
        || List.of(".env", ".env.local", ".env.production", "id_rsa").stream()
            .anyMatch(name -> !pattern.equals(".*") && matcher.matches(folder.resolve(name)));
  }
}
