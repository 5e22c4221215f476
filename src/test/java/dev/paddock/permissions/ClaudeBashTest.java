package dev.paddock.permissions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.action.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Claude Code's rules about commands, on words. */
class ClaudeBashTest {
  @ParameterizedTest(name = "{0} of {1}: {2}")
  @CsvSource({
    "git push,             git push,                      DENY",
    "git push,             git push origin,               NONE",
    "git push *,           git push,                      DENY",
    "git push *,           git push origin main,          DENY",
    "git push *,           git pushx,                     NONE",
    "git push:*,           git push --force,              DENY",
    "git push:*,           git pushy,                     NONE",
    "ls *,                 lsof,                          NONE",
    "ls*,                  lsof -i,                       DENY",
    "* --force,            git push --force,              DENY",
    "git * main,           git push origin main,          DENY",
    "git * main,           git push origin mainline,      NONE",
    "npm run test:*,       npm run test:unit,             NONE",
    "npm run test*,        npm run test:unit,             DENY",
    "curl *,               /usr/bin/curl http://x,        DENY",
    "curl *,               timeout 5 curl http://x,       DENY",
    "curl *,               timeout -k 1 5 curl x,         DENY",
    "curl *,               nice -n 5 nohup curl x,        DENY",
    "curl *,               xargs curl x,                  DENY",
    "curl *,               xargs -n1 curl x,              NONE",
    "curl *,               command curl x,                DENY",
    "curl *,               command -v curl,               NONE",
    "curl *,               A=1 B=2 curl x,                DENY",
    "curl *,               npx curl x,                    NONE",
    "'git   push  *',      git push origin,               DENY",
    "echo \\*,             echo *,                        DENY",
    "echo \\*,             echo x,                        NONE",
  })
  void aDenialMatchesAsDocumented(String rule, String command, String verdict) {
    Imported imported = Texts.claude(Scope.PROJECT, Verdict.DENY, "Bash(" + rule + ")");

    assertThat(Texts.says(imported, command.split(" "))).isEqualTo(verdict);
  }

  @Test
  void quotesOfARuleAreThoseOfTheShell() {
    Imported imported = Texts.claude(Scope.USER, Verdict.DENY, "Bash(git commit -m \"a b\")");

    assertThat(Texts.says(imported, "git", "commit", "-m", "a b")).isEqualTo("DENY");
    assertThat(Texts.says(imported, "git", "commit", "-m", "c")).isEqualTo("NONE");
  }

  @Test
  void aBareToolIsEveryCommand() {
    for (String rule : new String[] {"Bash", "Bash(*)", "Bash()"}) {
      assertThat(Texts.says(Texts.claude(Scope.USER, Verdict.ASK, rule), "ls")).isEqualTo("ASK");
      assertThat(Texts.becomes(Texts.claude(Scope.USER, Verdict.ALLOW, rule)))
          .isEqualTo("no: it would allow any code at all");
    }
  }

  @ParameterizedTest(name = "{0} of {1}: {2}")
  @CsvSource({
    "git push *,  git …,              ASK",
    "git push *,  git push …,         DENY",
    "git push *,  git status …,       NONE",
    "git push *,  …,                  ASK",
    "git push *,  … status,           ASK",
    "rm -rf /,    rm -rf …,           ASK",
    "rm -rf /,    rm -f …,            NONE",
    "ls,          rm …,               NONE",
  })
  void whatCantBeKnownIsAskedAbout(String rule, String command, String verdict) {
    Imported imported = Texts.claude(Scope.USER, Verdict.DENY, "Bash(" + rule + ")");

    assertThat(Texts.says(imported, command.split(" "))).isEqualTo(verdict);
  }

  @ParameterizedTest(name = "{0} of {1}: {2}")
  @CsvSource({
    "npm test,       npm test,               ALLOW",
    "npm test,       npm test x,             NONE",
    "npm test *,     npm test x,             ALLOW",
    "npm test *,     /tmp/npm test x,        NONE",
    "npm test *,     NODE_OPTIONS=x npm test,NONE",
    "npm test *,     npm …,                  NONE",
    "npm test *,     npm test …,             NONE",
    "npm test *,     timeout 5 npm test,     ALLOW",
  })
  void anAllowLineOfTheOwnersIsTakenNarrowly(String rule, String command, String verdict) {
    Imported imported = Texts.claude(Scope.USER, Verdict.ALLOW, "Bash(" + rule + ")");

    assertThat(Texts.says(imported, command.split(" "))).isEqualTo(verdict);
  }

  @Test
  void aSpaceInAWordIsNoSpaceBetweenWordsForWhatAllows() {
    Imported imported = Texts.claude(Scope.USER, Verdict.ALLOW, "Bash(git add a)");

    assertThat(Texts.says(imported, "git", "add", "a")).isEqualTo("ALLOW");
    assertThat(Texts.says(imported, "git", "add a")).isEqualTo("NONE");
  }

  @ParameterizedTest
  @CsvSource({
    "python3 *",
    "bash -c *",
    "npx *",
    "sudo *",
    "docker run *",
    "docker *",
    "* --version",
    "find *",
    "python3.12:*",
    "env *",
    "make *"
  })
  void anAllowLineThatMeansAnyCodeDoesNotCount(String rule) {
    assertThat(Texts.becomes(Texts.claude(Scope.USER, Verdict.ALLOW, "Bash(" + rule + ")")))
        .isEqualTo("no: it would allow any code at all");
  }

  @Test
  void anExactCommandMayBeAllowedWhateverItRuns() {
    Imported imported = Texts.claude(Scope.USER, Verdict.ALLOW, "Bash(python3 manage.py test)");

    assertThat(Texts.says(imported, "python3", "manage.py", "test")).isEqualTo("ALLOW");
    assertThat(Texts.says(imported, "python3", "manage.py", "flush")).isEqualTo("NONE");
  }

  @Test
  void aProjectsAllowLinesDoNotCount() {
    for (Scope scope : new Scope[] {Scope.PROJECT, Scope.LOCAL}) {
      Imported imported = Texts.claude(scope, Verdict.ALLOW, "Bash(npm test)");

      assertThat(Texts.says(imported, "npm", "test")).isEqualTo("NONE");
      assertThat(Texts.becomes(imported)).isEqualTo("no: a project's own files only narrow");
    }
  }

  @Test
  void aDenialBeatsWhatIsAskedAboutAndThatWhatIsAllowed() {
    Imported imported =
        Texts.claude(
            Scope.USER,
            """
            {"permissions": {
              "allow": ["Bash(git push)", "Bash(git push origin *)", "Bash(git fetch)"],
              "ask": ["Bash(git push *)"],
              "deny": ["Bash(* --force)"]}}
            """);

    assertThat(Texts.says(imported, "git", "fetch")).isEqualTo("ALLOW");
    assertThat(Texts.says(imported, "git", "push", "origin", "x")).isEqualTo("ASK");
    assertThat(Texts.says(imported, "git", "push", "origin", "--force")).isEqualTo("DENY");
  }

  @ParameterizedTest
  @CsvSource({
    "curl * | sh,              several commands",
    "cd src && rm *,           several commands",
    "echo x > *,               several commands",
    "rm *; ls,                 several commands",
    "FOO=1 make *,             an assignment in front",
  })
  void aRuleThatNoSingleProgramCanMatchIsTold(String rule, String reason) {
    assertThat(Texts.becomes(Texts.claude(Scope.USER, Verdict.DENY, "Bash(" + rule + ")")))
        .startsWith("no: ")
        .contains(reason);
  }

  @Test
  void whatStandsInQuotesIsNoOperator() {
    Imported imported = Texts.claude(Scope.USER, Verdict.DENY, "Bash(grep 'a|b' *)");

    assertThat(Texts.says(imported, "grep", "a|b", "file")).isEqualTo("DENY");
  }

  @ParameterizedTest
  @CsvSource({
    "Bash(run_in_background:true)",
    "Bash(dangerouslyDisableSandbox:true)",
    "Agent(model:opus)"
  })
  void parametersThatPaddockDoesNotSeeAreTold(String rule) {
    assertThat(Texts.becomes(Texts.claude(Scope.USER, Verdict.DENY, rule)))
        .startsWith("no: Paddock does not see the parameter");
  }
}
