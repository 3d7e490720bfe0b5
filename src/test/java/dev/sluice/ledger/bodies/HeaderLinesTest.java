package dev.sluice.ledger.bodies;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HeaderLinesTest {

  @Test
  void everyHeaderIsALineInItsOrder() {
    assertThat(lines(Map.entry("Accept", "a"), Map.entry("x-b", " c "), Map.entry("Accept", "d")))
        .isEqualTo("Accept: a\nx-b: c\nAccept: d\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Authorization",
        "x-api-key",
        "cf-access-jwt-assertion",
        "x-amzn-oidc-data",
        "X-Goog-Api-Key",
        "api-key",
        "x-sluice-key",
        "cookie",
        "set-cookie",
        "proxy-authorization",
        "x-csrf-token",
        "cf-access-client-secret",
        "x-amz-security-token"
      })
  void nothingOfACredentialIsKept(String name) {
    assertThat(lines(Map.entry(name, "Bearer one two"))).isEqualTo(name + ": ****\n");
  }

  @SafeVarargs
  private static String lines(Map.Entry<String, String>... headers) {
    return new String(HeaderLines.of(List.of(headers)), UTF_8);
  }
}
