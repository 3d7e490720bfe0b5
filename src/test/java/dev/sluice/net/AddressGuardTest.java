package dev.sluice.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.net.InetAddress;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

final class AddressGuardTest {

  private static final List<String> NEVER =
      List.of(
          "169.254.169.254",
          "169.254.0.1",
          "0.0.0.0",
          "0.1.2.3",
          "224.0.0.1",
          "239.255.255.255",
          "255.255.255.255",
          "100.100.100.200",
          "168.63.129.16",
          "192.0.0.192",
          "::",
          "fe80::1",
          "febf::1",
          "ff02::1",
          "fd00:ec2::254",
          "fd20:ce::254",
          "::ffff:169.254.169.254",
          "::169.254.169.254",
          "::ffff:0:169.254.169.254",
          "64:ff9b::169.254.169.254",
          "64:ff9b::a9fe:a9fe",
          "64:ff9b:1::a9fe:a9fe",
          "2002:a9fe:a9fe::1",
          "2002:e000:1::");

  private static final List<String> PRIVATE =
      List.of(
          "127.0.0.1",
          "127.255.255.254",
          "10.0.0.1",
          "172.16.0.1",
          "172.31.255.255",
          "192.168.1.1",
          "100.64.0.1",
          "100.127.255.255",
          "::1",
          "fc00::1",
          "fdff::1",
          "fec0::1",
          "::ffff:127.0.0.1",
          "64:ff9b::10.0.0.1",
          "2002:c0a8:101::");

  private static final List<String> PUBLIC =
      List.of(
          "1.1.1.1",
          "9.255.255.255",
          "11.0.0.1",
          "172.15.255.255",
          "172.32.0.1",
          "192.167.255.255",
          "100.63.255.255",
          "100.128.0.1",
          "169.253.255.255",
          "198.18.0.1",
          "223.255.255.255",
          "2606:4700:4700::1111",
          "fbff::1",
          "64:ff9b::1.1.1.1",
          "2002:101:101::");

  private static final List<String> ODD_SPELLINGS =
      List.of(
          "2852039166",
          "0xa9fea9fe",
          "0xA9.0xFE.0xA9.0xFE",
          "0251.0376.0251.0376",
          "169.254.43518",
          "169.16689662",
          "169.254.169.254.",
          "::FFFF:A9FE:A9FE",
          "0:0:0:0:0:ffff:169.254.169.254",
          "metadata.google.internal",
          "Metadata.Google.Internal.",
          "metadata.goog");

  private final AddressGuard open = new AddressGuard(true);
  private final AddressGuard strict = new AddressGuard(false);

  @TestFactory
  Stream<DynamicTest> someAddressesAreNeverAllowed() {
    return each(
        NEVER,
        address -> {
          assertThat(open.objection(InetAddress.ofLiteral(address))).isPresent();
          assertThat(strict.objection(InetAddress.ofLiteral(address))).isPresent();
          assertThat(open.objection(address)).isPresent();
        });
  }

  @TestFactory
  Stream<DynamicTest> privateAddressesNeedPermission() {
    return each(
        PRIVATE,
        address -> {
          assertThat(open.objection(InetAddress.ofLiteral(address))).isEmpty();
          assertThat(strict.objection(InetAddress.ofLiteral(address)).orElseThrow())
              .contains("ALLOW_PRIVATE_UPSTREAMS");
        });
  }

  @TestFactory
  Stream<DynamicTest> publicAddressesAreFree() {
    return each(
        PUBLIC,
        address -> {
          assertThat(strict.objection(InetAddress.ofLiteral(address))).isEmpty();
          assertThat(strict.objection(address)).isEmpty();
        });
  }

  @TestFactory
  Stream<DynamicTest> noSpellingHidesAnAddress() {
    return each(ODD_SPELLINGS, host -> assertThat(open.objection(host)).isPresent());
  }

  @TestFactory
  Stream<DynamicTest> noSpellingHidesLoopback() {
    return each(
        List.of("127.1", "0x7f.1", "0177.0.0.1", "2130706433", "017700000001", "::1"),
        host -> {
          assertThat(strict.objection(host)).isPresent();
          assertThat(open.objection(host)).isEmpty();
        });
  }

  @TestFactory
  Stream<DynamicTest> namesAreNotJudgedBeforeTheyAreResolved() {
    return each(
        List.of("api.anthropic.com", "localhost", "10.example", "1e100.net", "my-10"),
        host -> assertThat(strict.objection(host)).isEmpty());
  }

  private static Stream<DynamicTest> each(List<String> rows, Consumer<String> check) {
    return rows.stream().map(row -> dynamicTest(row, () -> check.accept(row)));
  }
}
