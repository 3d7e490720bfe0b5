package dev.sluice.admin.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.base.Secret;
import dev.sluice.config.SessionKey;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import java.util.Random;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SignInsTest {

  private static final Vertx VERTX = Vertx.vertx();
  private static final String WHO = "43c065c1c1ad";

  private final SignInRules rules = rules("what signs the sessions here");
  private final SignIns signIns = SignIns.on(VERTX, rules);

  @AfterAll
  static void close() {
    VERTX.close();
  }

  @Test
  void aTokenStandsForTheSessionThatItWasMadeFor() {
    SignIns.Opened opened = signIns.open(WHO, false);
    SignIn read = read(opened.token()).orElseThrow();
    assertThat(read.mark()).isEqualTo(WHO);
    assertThat(read.csrf()).isEqualTo(opened.signIn().csrf());
    assertThat(opened.toString()).doesNotContain(opened.token());
  }

  @Test
  void everyEventLoopKnowsWhoHasSignedOut() {
    SignIns.Opened opened = signIns.open(WHO, true);
    SignIns.Opened another = signIns.open(WHO, true);
    assertThat(signIns.lasts(opened.signIn())).isTrue();
    SignIns.on(VERTX, rules).end(opened.signIn());
    assertThat(read(opened.token())).isEmpty();
    assertThat(signIns.lasts(opened.signIn())).isFalse();
    assertThat(read(another.token())).isPresent();
  }

  @Test
  void whatHasBeenReadLastsUntilItExpires() {
    SignIn signIn = signIns.open(WHO, false).signIn();
    InstantSource later = InstantSource.offset(InstantSource.system(), Duration.ofHours(13));
    var then = SignIns.on(VERTX, new SignInRules(rules.key(), rules.lasts(), later));
    assertThat(then.lasts(signIn)).isFalse();
  }

  @Test
  void whatAnotherKeySignedIsNone() {
    var elsewhere = SignIns.on(VERTX, rules("what signs the sessions elsewhere"));
    assertThat(read(elsewhere.open(WHO, true).token())).isEmpty();
  }

  /* What the first line shows to be taken, the others lack in one place each. */
  @ParameterizedTest
  @CsvSource({
    "HS256, sluice, panel, 60, true",
    "HS256, sluice, panel, -60, false",
    "HS256, other, panel, 60, false",
    "HS256, sluice, other, 60, false",
    "none, sluice, panel, 60, false",
    "HS384, sluice, panel, 60, false",
    "RS256, sluice, panel, 60, false"
  })
  void whatIsSignedRightIsStillLookedAt(
      String algorithm, String issuer, String audience, long left, boolean taken) {
    String head = "{\"typ\":\"JWT\",\"alg\":\"%s\"}".formatted(algorithm);
    long now = Instant.now().getEpochSecond();
    String body =
        "{\"jti\":\"a\",\"sub\":\"%s\",\"iss\":\"%s\",\"aud\":\"%s\",\"iat\":%d,\"exp\":%d}"
            .formatted(WHO, issuer, audience, now - 100, now + left);
    String unsigned = base64(head) + "." + base64(body);
    assertThat(read(unsigned + "." + signature(unsigned)).isPresent()).isEqualTo(taken);
    assertThat(read(unsigned + ".")).isEmpty();
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void whatIsChangedAnywhereIsRefused(long seed) {
    var random = new Random(seed);
    String token = signIns.open(WHO, true).token();
    for (int i = 0; i < 200; i++) {
      // The last letter of the signature has two bits that carry nothing.
      int at = random.nextInt(token.length() - 1);
      char letter = (char) (33 + random.nextInt(94));
      String spoilt = token.substring(0, at) + letter + token.substring(at + 1);
      if (!spoilt.equals(token)) {
        assertThat(read(spoilt)).as(spoilt).isEmpty();
      }
      assertThat(read(token.substring(0, at))).isEmpty();
    }
  }

  private Optional<SignIn> read(String token) {
    return signIns.read(token).await();
  }

  private String signature(String unsigned) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(rules.key().signing(), "HmacSHA256"));
      byte[] tag = mac.doFinal(unsigned.getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(tag);
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static SignInRules rules(String secret) {
    try {
      var key = SessionKey.of(Optional.of(Secret.of(secret)), Path.of("unused"));
      return new SignInRules(key, Duration.ofHours(12), InstantSource.system());
    } catch (java.io.IOException e) {
      throw new AssertionError(e);
    }
  }
}
