package dev.paddock.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.git.RepositoryAddress.Scheme;
import dev.paddock.profile.RepositoryPattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RepositoryGrantTest {
  @ParameterizedTest
  @CsvSource({
    "example.com, org/a,               true",
    "example.com, org/a.b-c,           true",
    "example.com, org/a/b,             true",
    "example.com, org,                 false",
    "example.com, other/a,             false",
    "other.com,   org/a,               false",
    "example.com, org/%2e%2e%2fother,  false",
    "example.com, org/a?b,             false",
    "example.com, org/a#b,             false",
  })
  void aStarStandsForPlainCharactersOfAPath(String host, String path, boolean covered) {
    assertThat(
            new RepositoryGrant(Scheme.HTTPS, RepositoryPattern.parse("example.com/org/*"), false)
                .covers(host, path))
        .isEqualTo(covered);
  }
}
