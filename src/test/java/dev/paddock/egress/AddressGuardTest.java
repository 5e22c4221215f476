package dev.paddock.egress;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressGuardTest {
  private static final Destination PUBLIC = destination("api.example.com", false);
  private static final Destination PRIVATE = destination("db.example.com", true);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1",
        "9.255.255.255",
        "11.0.0.0",
        "100.63.255.255",
        "100.128.0.0",
        "126.255.255.255",
        "128.0.0.0",
        "169.253.255.255",
        "169.255.0.0",
        "172.15.255.255",
        "172.32.0.0",
        "192.167.255.255",
        "192.169.0.0",
        "192.0.1.0",
        "192.0.2.1",
        "198.17.255.255",
        "198.20.0.0",
        "198.51.100.7",
        "203.0.113.9",
        "223.255.255.255",
        "168.63.129.15",
        "2001:db8::1",
        "2606:4700::1111",
        "2a00:1450::1",
        "64:ff9b::cb00:7109",
        "2001:1::1"
      })
  void ordinaryAddressesArePermitted(String address) {
    assertThat(objection(PUBLIC, address)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, loopback",
    "127.255.255.254, loopback",
    "::1, loopback",
    "10.0.0.0, private",
    "10.255.255.255, private",
    "172.16.0.1, private",
    "172.31.255.255, private",
    "192.168.0.1, private",
    "192.168.255.255, private",
    "100.64.0.1, provider",
    "100.127.255.255, provider",
    "192.0.0.8, protocols",
    "169.254.0.1, link-local",
    "169.254.255.255, link-local",
    "fe80::1, link-local",
    "febf::1, link-local",
    "fec0::1, site-local",
    "fc00::1, private",
    "fdff::1, private",
    "::ffff:127.0.0.1, loopback",
    "::ffff:10.1.2.3, private",
    "64:ff9b::7f00:1, loopback",
    "64:ff9b::a00:1, private"
  })
  void privateAddressesAreForPrivateNames(String address, String what) {
    assertThat(objection(PUBLIC, address)).contains(what);
    assertThat(objection(PRIVATE, address)).isEmpty();
    assertThat(AddressGuard.isPrivate(PUBLIC, InetAddress.ofLiteral(address))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "169.254.169.254, metadata",
    "169.254.170.2, metadata",
    "169.254.170.23, metadata",
    "100.100.100.200, metadata",
    "168.63.129.16, metadata",
    "192.0.0.192, metadata",
    "fd00:ec2::254, metadata",
    "fd20:ce::254, metadata",
    "::ffff:169.254.169.254, metadata",
    "::ffff:a9fe:a9fe, metadata",
    "64:ff9b::a9fe:a9fe, metadata",
    "0.0.0.0, unspecified",
    "0.1.2.3, unspecified",
    "::, unspecified",
    "224.0.0.1, multicast",
    "239.255.255.255, multicast",
    "ff02::1, multicast",
    "240.0.0.1, reserved",
    "255.255.255.254, reserved",
    "255.255.255.255, broadcast",
    "100::1, discard",
    "198.18.0.1, Paddock",
    "198.19.255.255, Paddock",
    "::7f00:1, in a way of old",
    "::169.254.169.254, in a way of old",
    "::ffff:0:7f00:1, in a way of old",
    "64:ff9b:1::7f00:1, NAT64",
    "2002:7f00:1::, 6to4",
    "2001:0:1:2:3:4:5:6, Teredo",
    "2001:db8::5efe:7f00:1, ISATAP",
    "2001:db8::200:5efe:10.0.0.1, ISATAP",
    "fe80::5efe:10.0.0.1, ISATAP"
  })
  void noNameMayLeadToThese(String address, String what) {
    assertThat(objection(PUBLIC, address)).contains(what);
    assertThat(objection(PRIVATE, address)).contains(what);
    assertThat(AddressGuard.isPrivate(PUBLIC, InetAddress.ofLiteral(address))).isFalse();
  }

  @Test
  void ipv4MappedIntoIpv6IsJudgedAsWhatItIs() {
    byte[] mapped = new byte[16];
    mapped[10] = -1;
    mapped[11] = -1;
    mapped[12] = 127;
    mapped[15] = 1;
    assertThat(AddressGuard.objection(PUBLIC, mapped)).contains("a loopback address");

    mapped[12] = 1;
    assertThat(AddressGuard.objection(PUBLIC, mapped)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"169.254.169.254", "127.0.0.1", "10.1.2.3", "203.0.113.9"})
  void anAddressThatTheProfileNamesIsPermittedAndNoOther(String address) {
    Destination literal = destination(address, false);

    assertThat(objection(literal, address)).isEmpty();
    assertThat(objection(literal, "203.0.113.10")).contains("another address");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "224.0.0.1", "255.255.255.255", "240.0.0.1"})
  void whatIsNoMachinesAddressIsNotPermittedEvenIfNamed(String address) {
    assertThat(objection(destination(address, true), address)).isNotEmpty();
    assertThat(AddressGuard.isNeverReached(InetAddress.ofLiteral(address))).isTrue();
  }

  private static String objection(Destination destination, String address) {
    return AddressGuard.objection(destination, InetAddress.ofLiteral(address)).orElse("");
  }

  private static Destination destination(String host, boolean mayBePrivate) {
    return new Destination(host, 443, List.of(), mayBePrivate, "test");
  }
}
