package dev.sluice.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.base.Secret;
import dev.sluice.limit.Limits;
import io.vertx.core.MultiMap;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

final class IssuedKeyGateTest {

  private static final String ACCESS = "first-access-key-0001";
  private static final String HOME = "203.0.113.7";
  private static final SecretKey NEW = key("new");
  private static final SecretKey OLD = key("old");

  private final TurnableClock clock = new TurnableClock();
  private final Issued issued = new Issued(clock);
  private final Gate gate =
      new Gate(new AccessKeys(List.of(Secret.of(ACCESS))), issued, new KnockLimiter(clock));

  private static SecretKey key(String text) {
    return new SecretKeySpec(text.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
  }

  private static IssuedKey issuedAs(Secret secret, SecretKey by, boolean enabled) {
    var terms =
        new Terms(
            "n",
            Optional.empty(),
            "",
            List.of(),
            enabled,
            Optional.empty(),
            Reach.ALL,
            Map.of(),
            Limits.NONE,
            false);
    var credential =
        new IssuedKey.Credential(KeyDigest.digest(by, secret), Optional.empty(), Optional.empty());
    return new IssuedKey("key_" + secret.fingerprint(), terms, "p", credential, Instant.EPOCH);
  }

  private void known(IssuedKey... keys) {
    issued.swap(new Directory(new KeyDigest(List.of(NEW, OLD)), List.of(keys), List.of()));
  }

  private Admission admit(String... pairs) {
    MultiMap headers = MultiMap.caseInsensitiveMultiMap();
    for (int i = 0; i < pairs.length; i += 2) {
      headers.add(pairs[i], pairs[i + 1]);
    }
    return gate.admit(headers, HOME);
  }

  @Test
  void aKeyIsKnownByADigestUnderAnyKeyAtHand() {
    Secret one = IssuedSecret.fresh();
    Secret two = IssuedSecret.fresh();
    known(issuedAs(one, NEW, true), issuedAs(two, OLD, true));
    for (Secret each : List.of(one, two)) {
      assertThat(admit("x-api-key", each.reveal()))
          .isInstanceOfSatisfying(
              Admission.Admitted.class,
              let -> assertThat(let.caller().id()).isEqualTo("key:key_" + each.fingerprint()));
    }
  }

  @Test
  void twoKeysInOneRequestAreNobodys() {
    Secret one = IssuedSecret.fresh();
    Secret two = IssuedSecret.fresh();
    known(issuedAs(one, NEW, true), issuedAs(two, NEW, true));
    var refused = new Admission.Refused(Gate.REFUSAL);
    assertThat(admit("x-api-key", one.reveal(), "authorization", "Bearer " + two.reveal()))
        .isEqualTo(refused);
    assertThat(admit("x-api-key", one.reveal(), "authorization", "Bearer " + ACCESS))
        .isEqualTo(refused);
    assertThat(admit("x-api-key", one.reveal(), "authorization", "Bearer " + one.reveal()))
        .isInstanceOf(Admission.Admitted.class);
  }

  @Test
  void aDisabledKeyIsToldSoHoweverOftenAndNeverSlowsItsAddress() {
    Secret secret = IssuedSecret.fresh();
    known(issuedAs(secret, NEW, false));
    for (int i = 0; i < 3 * KnockLimiter.KNOCKS; i++) {
      assertThat(admit("x-api-key", secret.reveal()))
          .isInstanceOfSatisfying(
              Admission.Refused.class,
              told -> assertThat(told.message()).startsWith("This key is disabled"));
    }
    assertThat(admit("x-api-key", "unknown-key")).isEqualTo(new Admission.Refused(Gate.REFUSAL));
  }

  @Test
  void nothingShownOfAKeyOrItsDigestIsTheKey() {
    Secret secret = IssuedSecret.fresh();
    IssuedKey key = issuedAs(secret, NEW, true);
    assertThat(key.toString())
        .doesNotContain(secret.reveal())
        .doesNotContain(key.credential().digest());
  }
}
