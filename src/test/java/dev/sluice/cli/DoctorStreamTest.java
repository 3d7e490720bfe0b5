package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.app.Gateway;
import dev.sluice.testing.ScriptedFront;
import dev.sluice.testing.ScriptedFront.Manner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is found at a running gateway, and on the way to it. */
final class DoctorStreamTest extends DoctorFixture {

  @Test
  void aHealthyGatewayIsFoundByItsDataFolderAndEndsWithZero() throws Exception {
    Gateway gateway = start(Map.of());
    try {
      Ran ran = run("doctor");
      assertThat(ran.out())
          .contains("configuration\n", "keys and files\n", "channel main\n", "Claude Code\n")
          .contains("ok       document", "is valid", "1 channel")
          .contains("DATA_DIR", "its owner's alone")
          .containsPattern("ok       DNS +127.0.0.1 is 127.0.0.1")
          .containsPattern("ok       key sk-secr\\*\\*\\*\\*aaaa \\(first\\) +\\S+ answered in")
          .containsPattern("ok       slot haiku +claude-haiku-4-5 → main")
          .contains("address http://127.0.0.1:" + gateway.port())
          .containsPattern("ok       stream +6 events sent over")
          .contains("APP_URL or --url names it")
          .doesNotContain("fix:")
          .endsWith(" ok, 0 warning, 0 failed\n");
      assertThat(ran.out()).doesNotContain("\u001b");
      assertThat(ran.err()).isEmpty();
      assertThat(ran.code()).isZero();
    } finally {
      gateway.stop();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "server: nginx/1.27.1 | proxy_buffering off; proxy_http_version 1.1; gzip off",
        "via: 1.1 Caddy | flush_interval -1",
        "cf-ray: 8f-FRA | Cloudflare: switch response buffering off",
        "server: Apache/2.4.62 (Debian) | flushpackets=on",
        "x-nothing: known | switch response buffering and compression off"
      })
  void aFrontThatHoldsEventsBackIsNamedWithItsSetting(String header, String fix) throws Exception {
    Gateway gateway = start(Map.of());
    try (var front = ScriptedFront.before(gateway.port(), header, Manner.HOLDS_BACK)) {
      environment.remove("DATA_DIR");
      Ran ran = run("doctor", "--url", front.baseUrl() + "/", "--access-key", KEY);
      assertThat(ran.out())
          .contains("address " + front.baseUrl() + "\n")
          .contains("failed   stream", "held back: 6 events", "fix: ", fix);
      assertThat(ran.code()).isEqualTo(ExitCode.UNAVAILABLE);
    } finally {
      gateway.stop();
    }
  }

  @Test
  void theGatewayOfTheDataFolderIsListenedToThroughItsPublicAddress() throws Exception {
    Gateway gateway = start(Map.of());
    try (var front = ScriptedFront.before(gateway.port(), "via: 1.1 Caddy", Manner.PASSES_ON)) {
      environment.put("APP_URL", front.baseUrl());
      Ran ran = run("doctor", "--slow", "1");
      assertThat(ran.out())
          .contains("address " + front.baseUrl() + "\n")
          .containsPattern("ok       stream .* through Caddy")
          .containsPattern("ok       silence of 1.0 s +borne through Caddy")
          .containsPattern("ok       comments for 1.0 s +borne");
      assertThat(ran.code()).isZero();
    } finally {
      gateway.stop();
    }
  }

  @Test
  void aFrontThatCutsSilencesIsNamedWithItsSetting() throws Exception {
    Gateway gateway = start(Map.of());
    try (var front = ScriptedFront.before(gateway.port(), "server: nginx", Manner.CUTS)) {
      Ran ran = run("doctor", "--url", front.baseUrl(), "--access-key", KEY, "--slow=1");
      assertThat(ran.out())
          .containsPattern("failed   stream +cut after .* through nginx")
          .containsPattern("failed   silence of 0.5 s +cut after")
          .containsPattern("failed   comments for 1.0 s +cut after")
          .contains("proxy_read_timeout 600s");
      assertThat(ran.code()).isEqualTo(ExitCode.UNAVAILABLE);
    } finally {
      gateway.stop();
    }
  }

  @Test
  void aGatewayWithACertificateOfItsOwnIsTrustedByThatCertificate() throws Exception {
    Path pem = Path.of("src/test/resources/net/server.pem").toAbsolutePath();
    Path key = Path.of("src/test/resources/net/server.key.pem").toAbsolutePath();
    environment.put("TLS_CERT", pem.toString());
    Gateway gateway = start(Map.of("TLS_CERT", pem.toString(), "TLS_KEY", key.toString()));
    try {
      Ran ran = run("doctor");
      assertThat(ran.out())
          .contains("address https://127.0.0.1:" + gateway.port())
          .containsPattern("ok       TLS +TLSv1.3, certificate by .* valid until")
          .contains("ok       stream");
      environment.remove("TLS_CERT");
      Ran distrusted = run("doctor");
      assertThat(distrusted.out()).contains("failed   TLS", "check the certificate");
      assertThat(distrusted.code()).isEqualTo(ExitCode.UNAVAILABLE);
    } finally {
      gateway.stop();
    }
  }

  @Test
  void aGatewayThatDoesNotLetUsInOrIsNoneIsTold() throws Exception {
    Gateway gateway = start(Map.of());
    String url = "http://127.0.0.1:" + gateway.port();
    try {
      Ran refused = run("doctor", "--url", url, "--access-key", "wrong");
      assertThat(refused.out()).contains("failed   access", "give the right one");
      assertThat(refused.code()).isEqualTo(ExitCode.REFUSED);
    } finally {
      gateway.stop();
    }
    Ran gone = run("doctor", "--url", url, "--access-key", KEY);
    assertThat(gone.out()).contains("failed   reach", "no connection", "sluice serve");
    assertThat(gone.code()).isEqualTo(ExitCode.UNAVAILABLE);
    Ran foreign = run("doctor", "--url", upstream.baseUrl(), "--access-key", KEY);
    assertThat(foreign.out()).contains("like no gateway that has a doctor");
    assertThat(foreign.code()).isEqualTo(ExitCode.UNAVAILABLE);
  }

  @Test
  void theSameKeyOfARunningGatewayIsNeededWhenItsFolderHasNone() throws Exception {
    Gateway gateway = start(Map.of());
    try {
      Files.delete(folder.resolve("access-key"));
      assertThat(run("doctor").err()).contains("--access-key: missing, and there is none in");
      environment.put("PROXY_ACCESS_KEY", KEY + ",other");
      assertThat(run("doctor").code()).isZero();
    } finally {
      gateway.stop();
    }
  }

  @Test
  void aGatewayThatIsSaidToRunAndDoesNotAnswerIsLookedAtFromHere() throws IOException {
    String url = "http://127.0.0.1:" + freePort();
    write("run.json", "{\"url\":\"" + url + "\",\"pid\":" + ProcessHandle.current().pid() + "}");
    Ran ran = run("doctor");
    assertThat(ran.out())
        .containsPattern("failed   reach " + url + " +no connection")
        .contains("slot opus", "channel main");
    assertThat(ran.code()).isEqualTo(ExitCode.UNAVAILABLE);
  }
}
