package dev.sluice.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ReachTest {

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.255.1.2, true",
    "10.0.0.0/8, 11.0.0.1, false",
    "203.0.113.7, 203.0.113.7, true",
    "203.0.113.7, 203.0.113.8, false",
    "0.0.0.0/0, 198.51.100.1, true",
    "0.0.0.0/0, 2001:db8::1, false",
    "2001:db8::/32, 2001:db8:ffff::1, true",
    "2001:db8::/32, 2001:db9::1, false",
    "::1, 0:0:0:0:0:0:0:1, true",
    "10.0.0.0/8, localhost, false"
  })
  void anAddressIsInARangeOrNot(String range, String address, boolean in) {
    assertThat(AddressRange.of(range).orElseThrow().holds(address)).isEqualTo(in);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/", "::/129", "1.2.3/8"})
  void whatIsNoRangeIsNone(String text) {
    assertThat(AddressRange.of(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "'claude-cli/2.1.0 (external, cli)', CLAUDE_CODE",
    "codex_cli_rs/0.50.0, CODEX",
    "GeminiCLI/0.9.0, GEMINI_CLI",
    "curl/8, OTHER",
    "'', OTHER"
  })
  void aClientIsKnownByItsAgent(String agent, ClientKind kind) {
    assertThat(ClientKind.ofAgent(agent)).isEqualTo(kind);
  }

  @Test
  void slotsAreToldByTheNamesInModels() {
    assertThat(SlotName.ofModel("claude-Haiku-4-5")).contains(SlotName.HAIKU);
    assertThat(SlotName.ofModel("gpt-5")).isEmpty();
  }
}
