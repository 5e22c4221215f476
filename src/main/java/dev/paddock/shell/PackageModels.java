package dev.paddock.shell;

import dev.paddock.action.Deed;
import dev.paddock.action.FileAccess;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Package managers and builds, as far as a table can't say it. */
final class PackageModels {
  private static final Set<String> REGISTRY =
      Set.of(
          "--registry",
          "--index-url",
          "-i",
          "--extra-index-url",
          "--index",
          "--default-index",
          "--trusted-host",
          "--find-links",
          "-f",
          "--repository");
  private static final Pattern REMOTE =
      Pattern.compile("(?:git\\+|https?:|ssh:|git@|github:|file:/).*");

  private PackageModels() {}

  static void add(Map<String, CommandModel> models) {
    for (String name : List.of("pip", "pip3", "pipx")) {
      models.put(name, PackageModels::pip);
    }
    models.put("make", PackageModels::make);
    models.put("gmake", PackageModels::make);
    for (String name : List.of("npx", "bunx", "pnpx", "uvx")) {
      models.put(name, PackageModels::runner);
    }
    for (String name :
        List.of(
            "mvn",
            "mvnw",
            "./mvnw",
            "gradle",
            "gradlew",
            "./gradlew",
            "sbt",
            "ant",
            "bazel",
            "lein")) {
      models.put(name, PackageModels::build);
    }
  }

  /** Whether the words name another registry than the machine's own. */
  static void registries(Invocation call) {
    if (call.arguments().stream()
        .anyMatch(word -> word.raw().matches("login|logout|search|view|info|ping|whoami"))) {
      return;
    }
    for (Text argument : call.arguments()) {
      String option = argument.raw().replaceFirst("=.*$", "");
      if ((REGISTRY.contains(option) && !option.matches("-[fi]"))
          || argument.raw().matches("-DremoteRepositories=.*|--config\\.registry.*")) {
        call.does(Deed.REGISTRY_BYPASS);
      }
    }
  }

  private static Flow pip(Invocation call) {
    List<Text> words = call.arguments();
    String verb =
        words.stream().map(Text::raw).filter(word -> !word.startsWith("-")).findFirst().orElse("");
    registries(call);
    switch (verb) {
      case "list", "show", "freeze", "check", "help", "debug", "inspect" -> {
        return Flow.unknown(Set.of(Taint.LOCAL));
      }
      case "" -> {
        return Flow.unknown(Set.of());
      }
      case "install", "download", "wheel", "inject", "upgrade", "run" -> install(call, words);
      case "index", "search" -> call.does(Deed.REMOTE_READ);
      case "uninstall" -> call.unknown("it removes packages");
      case "config" -> call.unknown("it changes settings");
      default -> call.unknown("what it does is not known");
    }
    return Flow.unknown(Set.of(Taint.LOCAL));
  }

  private static void install(Invocation call, List<Text> words) {
    boolean declared = true;
    boolean requirements = false;
    boolean verbSeen = false;
    for (int i = 0; i < words.size(); i++) {
      String raw = words.get(i).raw();
      if (raw.equals("-r")
          || raw.equals("--requirement")
          || raw.equals("-c")
          || raw.equals("--constraint")) {
        requirements = true;
        i++;
        if (i < words.size()) {
          declared &= !REMOTE.matcher(words.get(i).raw()).matches();
          SecretArguments.look(call, words.get(i));
        }
      } else if (raw.matches("-e|--editable")) {
        i++;
        declared = false;
      } else if (!raw.startsWith("-")) {
        if (verbSeen) {
          declared &= raw.equals(".") || raw.matches("\\.\\[[\\w,-]+\\]");
        }
        verbSeen = true;
      } else if (raw.matches("--target|-t|--prefix|--root")) {
        call.unknown("it installs to another place");
      }
    }
    boolean known = words.stream().allMatch(Text::isKnown);
    call.does(
        declared && known && (requirements || words.stream().anyMatch(word -> word.startsWith(".")))
            ? Deed.INSTALL_DECLARED
            : Deed.INSTALL_CHOSEN);
  }

  private static Flow make(Invocation call) {
    List<Text> words = call.arguments();
    for (int i = 0; i < words.size(); i++) {
      Text word = words.get(i);
      String raw = word.raw();
      if (raw.matches("-f|--file|--makefile") && i + 1 < words.size()) {
        Flow content =
            words.get(i + 1).is("-")
                ? call.input()
                : call.files().read(words.get(i + 1), FileAccess.READ);
        recipes(call, content);
      } else if (raw.startsWith("--eval") || raw.matches("SHELL=.*|MAKEFLAGS=.*|CC=.*|CXX=.*")) {
        call.unknown("its variables say what runs: " + word.shown());
      } else if (raw.matches("deploy.*|publish|release|destroy|prod(?:uction)?|push")) {
        call.unknown("its target may reach other machines");
      }
    }
    for (String name : List.of("Makefile", "makefile", "GNUmakefile")) {
      call.interpreter()
          .written(Text.of(name), call.state())
          .ifPresent(content -> recipes(call, content));
    }
    Code.project(call);
    return Flow.unknown(Set.of(Taint.LOCAL));
  }

  /** Recipes that this very line wrote are followed. */
  private static void recipes(Invocation call, Flow content) {
    if (content.taints().contains(Taint.NETWORK)) {
      Code.external(call);
    }
    content
        .text()
        .ifPresent(
            text ->
                text.lines()
                    .filter(line -> line.startsWith("\t"))
                    .forEach(
                        line ->
                            call.interpreter()
                                .guess(
                                    line.strip().replaceFirst("^[@+-]+", ""),
                                    call.state().copy())));
  }

  private static Flow runner(Invocation call) {
    List<Text> words = new ArrayList<>(call.arguments());
    SecretArguments.lookAll(call);
    registries(call);
    boolean local = false;
    while (!words.isEmpty() && words.getFirst().startsWith("-")) {
      String option = words.removeFirst().raw();
      local |= option.equals("--no-install") || option.equals("--offline");
      if (option.matches("-p|--package|--from|--python|--with") && !words.isEmpty()) {
        words.removeFirst();
        local = false;
      } else if (option.matches("-c|--call") && !words.isEmpty()) {
        call.shell(words.getFirst(), List.of());
      } else if (option.matches("--version|--help|-v|-h") && words.isEmpty()) {
        return Flow.unknown(Set.of());
      }
    }
    if (words.isEmpty()) {
      return Flow.NOTHING;
    }
    if (!local) {
      call.does(Deed.INSTALL_CHOSEN);
    }
    String name = words.getFirst().raw().replaceFirst("@[^@/]*$", "");
    Catalogue.find(name).ifPresent(model -> call.call(words));
    Code.project(call);
    return Flow.unknown(Set.of(Taint.LOCAL));
  }

  private static Flow build(Invocation call) {
    registries(call);
    for (Text argument : call.arguments()) {
      String raw = argument.raw();
      if (raw.matches(
          "deploy|deploy:.*|.*:deploy|release:perform|publish\\w*|.*:publish\\w*|uploadArchives|site-deploy|nexus-staging:.*|bintrayUpload|closeAndRelease\\w*")) {
        call.does(
            raw.matches("publishToMavenLocal|publishLocal|.*:publishToMavenLocal")
                ? Deed.GIT_LOCAL
                : Deed.PUBLISH);
      } else if (raw.matches(
          "flyway:clean|flywayClean|liquibase:drop\\w*|dropAll|.*:flywayClean")) {
        call.does(Deed.DATABASE_DESTROY);
      } else if (raw.matches("flyway:\\w+|flyway[A-Z]\\w+|liquibase:\\w+|update")) {
        call.does(Deed.DATABASE_CHANGE);
      } else if (raw.matches(
          "exec:.*|-D(?:exec\\.|maven\\.ext|jvm).*|--init-script|-I|dependency:get")) {
        call.unknown("its argument says what runs: " + argument.shown());
      }
    }
    boolean looks =
        call.arguments().size() == 1
            && call.arguments()
                .getFirst()
                .raw()
                .matches("-v|--version|-version|--help|-h|help|tasks");
    if (!looks) {
      Code.project(call);
    }
    return Flow.unknown(Set.of(Taint.LOCAL));
  }
}
