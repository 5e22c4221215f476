package dev.paddock.relay;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CiFilesTest {
  private final CiFiles files = new CiFiles();

  @ParameterizedTest
  @ValueSource(
      strings = {
        ".github/workflows/x.yml",
        ".GitHub/Workflows/x.yml",
        "tools/action.yml",
        "Jenkinsfile",
        "deploy/Jenkinsfile.prod",
        "azure-pipelines-nightly.yml",
        ".drone.star",
        ".circleci/config.yml",
      })
  void whatABuildServerExecutesIsKnown(String path) {
    assertThat(files.contain(path)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ".github/CODEOWNERS",
        "src/workflows/x.yml",
        "src/Transaction.yml",
        "a.travis.yml"
      })
  void ordinaryFilesAreNot(String path) {
    assertThat(files.contain(path)).isFalse();
  }
}
