package dev.paddock;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rooms of the design: who may know whom, and what is allowed in one place only. */
class ArchitectureTest {
  private static final ImportOption WITHOUT_TESTS =
      location -> !location.contains("/test-classes/");

  private static final JavaClasses CLASSES =
      new ClassFileImporter().withImportOption(WITHOUT_TESTS).importPackages("dev.paddock");

  /** A room knows rooms of lower floors only. */
  private static final Map<String, Integer> FLOORS =
      Map.ofEntries(
          Map.entry("cli", 8),
          Map.entry("session", 6),
          Map.entry("agent", 5),
          Map.entry("evaluation", 5),
          Map.entry("packages", 5),
          Map.entry("relay", 5),
          Map.entry("gate", 4),
          Map.entry("git", 4),
          Map.entry("machine", 4),
          Map.entry("signing", 4),
          Map.entry("workspace", 4),
          Map.entry("approval", 3),
          Map.entry("classifier", 3),
          Map.entry("egress", 3),
          Map.entry("provenance", 3),
          Map.entry("sandbox", 3),
          Map.entry("certificates", 2),
          Map.entry("credentials", 2),
          Map.entry("home", 2),
          Map.entry("inspection", 2),
          Map.entry("permissions", 2),
          Map.entry("rules", 2),
          Map.entry("shell", 2),
          Map.entry("profile", 1),
          Map.entry("action", 0),
          Map.entry("audit", 0),
          Map.entry("bash", 0),
          Map.entry("linux", 0));

  /** The rooms that each room knows. To add one here is a decision about the architecture. */
  private static final Map<String, Set<String>> KNOWS =
      Map.ofEntries(
          Map.entry(
              "cli",
              Set.of(
                  "session",
                  "agent",
                  "evaluation",
                  "packages",
                  "relay",
                  "gate",
                  "git",
                  "machine",
                  "workspace",
                  "approval",
                  "classifier",
                  "permissions",
                  "rules",
                  "profile",
                  "action",
                  "audit",
                  "linux")),
          Map.entry(
              "session",
              Set.of(
                  "agent",
                  "evaluation",
                  "packages",
                  "relay",
                  "gate",
                  "git",
                  "signing",
                  "machine",
                  "workspace",
                  "approval",
                  "classifier",
                  "egress",
                  "inspection",
                  "provenance",
                  "sandbox",
                  "certificates",
                  "credentials",
                  "home",
                  "permissions",
                  "rules",
                  "profile",
                  "action",
                  "audit",
                  "linux")),
          Map.entry("agent", Set.of("gate", "action")),
          Map.entry(
              "evaluation",
              Set.of(
                  "gate",
                  "approval",
                  "classifier",
                  "provenance",
                  "shell",
                  "rules",
                  "permissions",
                  "action")),
          Map.entry(
              "gate",
              Set.of(
                  "approval",
                  "classifier",
                  "provenance",
                  "inspection",
                  "shell",
                  "rules",
                  "permissions",
                  "action")),
          Map.entry("approval", Set.of("action")),
          Map.entry("classifier", Set.of("rules", "action")),
          Map.entry("provenance", Set.of("inspection", "action")),
          Map.entry("inspection", Set.of()),
          Map.entry("permissions", Set.of("profile", "action")),
          Map.entry("rules", Set.of("action")),
          Map.entry("shell", Set.of("bash", "action")),
          Map.entry("action", Set.of()),
          Map.entry("bash", Set.of()),
          Map.entry("packages", Set.of()),
          Map.entry("relay", Set.of("git", "egress", "home", "profile", "linux")),
          Map.entry("git", Set.of("linux")),
          Map.entry("signing", Set.of()),
          Map.entry("machine", Set.of()),
          Map.entry("workspace", Set.of("linux")),
          Map.entry("egress", Set.of("credentials", "certificates")),
          Map.entry("sandbox", Set.of("linux")),
          Map.entry("certificates", Set.of()),
          Map.entry("credentials", Set.of()),
          Map.entry("home", Set.of()),
          Map.entry("profile", Set.of()),
          Map.entry("audit", Set.of()),
          Map.entry("linux", Set.of()));

  static Stream<String> rooms() {
    return FLOORS.keySet().stream().sorted();
  }

  @Test
  void everyPackageIsARoomOfTheDesign() {
    assertThat(CLASSES.stream().map(c -> room(c.getPackageName())).distinct())
        .containsExactlyInAnyOrderElementsOf(FLOORS.keySet());
  }

  @Test
  void aRoomKnowsRoomsOfLowerFloorsOnly() {
    KNOWS.forEach(
        (room, known) ->
            assertThat(known)
                .as(room)
                .allSatisfy(below -> assertThat(FLOORS.get(below)).isLessThan(FLOORS.get(room))));
  }

  @ParameterizedTest
  @MethodSource("rooms")
  void aRoomImportsOnlyTheRoomsThatItIsSaidToKnow(String room) {
    String[] allowed =
        Stream.concat(Stream.of(room), KNOWS.get(room).stream())
            .map(name -> "dev.paddock." + name + "..")
            .toArray(String[]::new);
    classes()
        .that()
        .resideInAPackage("dev.paddock." + room + "..")
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(allowed).or(not(resideInAPackage("dev.paddock.."))))
        .check(CLASSES);
  }

  @Test
  void thereAreNoCyclesBetweenRooms() {
    slices().matching("dev.paddock.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void nativeMemoryAndFunctionsAreUsedInLinuxOnly() {
    onlyIn("dev.paddock.linux..", "java.lang.foreign..");
  }

  @Test
  void picocliIsUsedInCliOnly() {
    onlyIn("dev.paddock.cli..", "picocli..");
  }

  @Test
  void jsonIsUsedWhereTextComesInOrGoesOut() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "dev.paddock.cli..",
            "dev.paddock.agent..",
            "dev.paddock.approval..",
            "dev.paddock.audit..",
            "dev.paddock.classifier..",
            "dev.paddock.evaluation..",
            "dev.paddock.packages..",
            "dev.paddock.permissions..",
            "dev.paddock.relay..",
            "dev.paddock.rules..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("tools.jackson..", "com.fasterxml.jackson..")
        .check(CLASSES);
  }

  @Test
  void gitRepositoriesAreReadInGitAndRelayOnly() {
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.paddock.git..", "dev.paddock.relay..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.eclipse.jgit..")
        .check(CLASSES);
  }

  @Test
  void sshIsServedInRelayOnly() {
    onlyIn("dev.paddock.relay..", "org.apache.sshd..");
  }

  @Test
  void nettyIsUsedInEgressOnly() {
    onlyIn("dev.paddock.egress..", "io.netty..");
  }

  @Test
  void tomlIsReadInProfileAndHomeOnly() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "dev.paddock.profile..", "dev.paddock.home..", "dev.paddock.permissions..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.tomlj..")
        .check(CLASSES);
  }

  @Test
  void theJdksInnerClassesAreUsedForSignalsOnly() {
    noClasses()
        .that()
        .haveNameNotMatching("dev\\.paddock\\.session\\.SignalForwarding(\\$.*)?")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("sun..", "jdk.internal..", "com.sun..")
        .check(CLASSES);
  }

  @Test
  void onlyTheCommandLineAndTheSessionsNoticesWriteToTheStandardStreams() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.paddock.cli..")
        .and()
        .doNotHaveFullyQualifiedName("dev.paddock.session.Session")
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .orShould()
        .callMethod(Throwable.class, "printStackTrace")
        .check(CLASSES);
  }

  @Test
  void onlyTheCommandLineAndTheInitStageEndTheJvm() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.paddock.cli..")
        .and()
        .haveNameNotMatching("dev\\.paddock\\.sandbox\\.InitStage")
        .should()
        .callMethod(System.class, "exit", int.class)
        .orShould()
        .callMethod(Runtime.class, "exit", int.class)
        .check(CLASSES);
  }

  @Test
  void onlyASignalBeforeTheCommandRunsHaltsTheJvm() {
    noClasses()
        .that()
        .haveNameNotMatching("dev\\.paddock\\.session\\.SignalForwarding")
        .should()
        .callMethod(Runtime.class, "halt", int.class)
        .check(CLASSES);
  }

  @ParameterizedTest
  @MethodSource("rooms")
  void everyRoomSaysThatNothingInItIsNullUnlessMarked(String room) {
    JavaPackage described = CLASSES.getPackage("dev.paddock." + room);
    assertThat(described.isAnnotatedWith(NullMarked.class)).isTrue();
  }

  private static void onlyIn(String room, String... library) {
    noClasses()
        .that()
        .resideOutsideOfPackage(room)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(library)
        .check(CLASSES);
  }

  private static String room(String packageName) {
    return packageName.substring("dev.paddock.".length());
  }
}
