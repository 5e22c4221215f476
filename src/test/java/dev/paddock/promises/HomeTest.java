package dev.paddock.promises;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What of the person's HOME, of other people's and of the system is there inside. */
@AsEveryCaller
class HomeTest {
  private static final String CANARY = "canary5ecret";

  private static final List<String> SECRETS =
      List.of(
          ".ssh/id_ed25519",
          ".ssh/config",
          ".aws/credentials",
          ".netrc",
          ".config/gh/hosts.yml",
          ".docker/config.json",
          ".gnupg/private-keys-v1.d/k.key",
          ".kube/config",
          ".claude/.credentials.json",
          ".codex/auth.json",
          ".git-credentials",
          ".bash_history",
          ".config/gcloud/adc.json",
          ".local/share/keyrings/login.keyring",
          ".mozilla/firefox/x/logins.json",
          ".cargo/credentials.toml",
          ".m2/settings-security.xml",
          "Documents/diary.txt",
          "work/another-project/secret.txt");

  private static final Observations SEEN = new Observations(HomeTest::look);

  private final Answers answers;

  HomeTest(Caller caller) throws Exception {
    answers = SEEN.by(caller);
  }

  private static Answers look(Scene scene) throws Exception {
    SECRETS.forEach(path -> scene.write("~/" + path, "x = " + CANARY + "\n"));
    scene.write(
        "~/.npmrc", "registry=https://registry.example/\n//registry.example/:_authToken=" + CANARY);
    scene.write(
        "~/.gitconfig",
        "[user]\n\tname = A Person\n\temail = person@example.com\n"
            + "[credential]\n\thelper = !echo "
            + CANARY
            + "\n[http \"https://example.com\"]\n\textraHeader = Authorization: "
            + CANARY
            + "\n");
    scene.write(
        "~/.m2/settings.xml",
        "<settings><servers><server><id>s</id><username>u</username><password>"
            + CANARY
            + "</password></server></servers><offline>true</offline></settings>");
    scene.write("~/.inputrc", "set bell-style none\n");
    StringBuilder script = new StringBuilder();
    for (String path : SECRETS) {
      script.append(
          "[ -e ~/'" + path + "' ] && there=yes || there=no; echo '" + path + "' $there\n");
    }
    script.append(
        """
        echo canaries "[$(grep -rlIs %s ~ /tmp /var 2>/dev/null | tr '\\n' ' ')]"
        echo proc-root "[$(cat /proc/*/root$HOME/.netrc 2>/dev/null)]"
        echo names "[$(ls -A ~ | tr '\\n' ' ')]"
        echo git-name "$(git config --global user.name)"
        echo npm-registry "$(sed -n 's/^registry *= *//p' ~/.npmrc)"
        echo inputrc "$(cat ~/.inputrc)"
        echo maven "$(grep -c offline ~/.m2/settings.xml)"
        for d in /root /mnt /media /run /srv /boot /home ; do
          echo $d "[$(ls -A $d 2>/dev/null | tr '\\n' ' ')]"
        done
        echo beside "[$(ls -A ~/.. | tr '\\n' ' ')]"
        echo outside "$(cat %s/plain 2>/dev/null || echo absent)"
        echo shadow "$(wc -c </etc/shadow 2>/dev/null || echo 0)"
        echo gshadow "$(wc -c </etc/gshadow 2>/dev/null || echo 0)"
        (echo new >~/.newrc && mkdir -p ~/.cache/tool && echo x >~/.cache/tool/f) && echo home-writable yes
        echo planted "[$(for d in /etc /usr/local/bin /opt /usr /sys /lib /bin; do touch $d/planted 2>/dev/null && echo $d; done)]"
        """
            .formatted(CANARY, scene.outside()));
    scene.write("../../../outside/plain", "plain");
    Answers answers = new Answers(scene.inside(script.toString()).end().ended(0));
    assertThat(scene.exists("~/.newrc")).isFalse();
    assertThat(scene.exists("~/.cache/tool")).isFalse();
    return answers;
  }

  @Test
  void noSecretOfHomeIsThere() {
    assertThat(SECRETS).allSatisfy(path -> assertThat(answers.to(path)).isEqualTo("no"));
  }

  @Test
  void nothingReadableCarriesASecret() {
    assertThat(answers.to("canaries")).isEqualTo("[]");
  }

  @Test
  void theRootFolderOfNoProcessLeadsToTheRealHome() {
    assertThat(answers.to("proc-root")).isEqualTo("[]");
  }

  @Test
  void settingsKeepWhatIsHarmless() {
    assertThat(answers.to("git-name")).isEqualTo("A Person");
    assertThat(answers.to("npm-registry")).isEqualTo("https://registry.example/");
    assertThat(answers.to("maven")).isEqualTo("1");
  }

  @Test
  void aHarmlessDotfileIsGiven() {
    assertThat(answers.to("inputrc")).isEqualTo("set bell-style none");
  }

  @Test
  void documentsAndOtherProjectsAreNotThere() {
    assertThat(answers.to("names")).doesNotContain("Documents").doesNotContain(".ssh");
  }

  @Test
  void otherHomesAndMountsAreNotThere() {
    assertThat(List.of("/root", "/mnt", "/media", "/srv", "/boot", "/home"))
        .allSatisfy(folder -> assertThat(answers.to(folder)).as(folder).isEqualTo("[]"));
    assertThat(answers.to("/run")).isEqualTo("[paddock ]");
    assertThat(answers.to("beside")).isEqualTo("[home ]");
    assertThat(answers.to("outside")).isEqualTo("absent");
  }

  @Test
  void passwordHashesAreNotReadable() {
    assertThat(answers.to("shadow")).isEqualTo("0");
    assertThat(answers.to("gshadow")).isEqualTo("0");
  }

  @Test
  void homeCanBeWrittenAndTheHostsStaysAsItWas() {
    assertThat(answers.to("home-writable")).isEqualTo("yes");
  }

  @Test
  void theSystemsFoldersAreReadOnly() {
    assertThat(answers.to("planted")).isEqualTo("[]");
  }
}
