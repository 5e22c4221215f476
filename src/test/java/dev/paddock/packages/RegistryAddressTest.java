package dev.paddock.packages;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryAddressTest {
  @ParameterizedTest
  @CsvSource({
    "https://registry.example.com/, https://registry.example.com:443",
    "http://registry.example.com, http://registry.example.com:80",
    "HTTPS://Registry.Example.COM.:8443/a/b?c#d, https://registry.example.com:8443",
    "sparse+https://index.example.com/, https://index.example.com:443",
    "https://10.1.2.3:8081/repository, https://10.1.2.3:8081",
    "https://ann:pa@ss@nexus.example.com/x, https://nexus.example.com:443",
    "https://evil.example/@good.example/, https://evil.example:443",
  })
  void ofAnAddressTheHostAndThePortAreKept(String address, String registry) {
    assertThat(RegistryAddress.parse("c", address).map(FakeMachine::text)).contains(registry);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "direct",
        "off",
        "registry.example.com",
        "file:///opt/simple",
        "ssh://git@example.com/x",
        "git+https://example.com/x",
        "https://",
        "https://:443/",
        "https://[::1]/",
        "https://exa mple.com/",
        "https://example.com:0/",
        "https://example.com:65536/",
        "https://example.com:99999999999/",
        "https://${HOST}/",
        "https://.example.com/",
        "https://a..b/",
        "https://user:pa/ss@example.com",
        "https://exam\u0000ple.com/",
      })
  void whatIsNoAddressOfAHostIsNone(String address) {
    assertThat(RegistryAddress.parse("c", address)).isEmpty();
  }

  @Test
  void aPasswordIsNowhere() {
    assertThat(RegistryAddress.parse("c", "https://ann:secret@example.com/?t=secret").orElseThrow())
        .hasToString("Registry[client=c, host=example.com, port=443, tls=true]");
  }
}
