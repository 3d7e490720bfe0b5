package dev.sluice.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.access.Admission.Admitted;
import dev.sluice.access.Admission.Refused;
import dev.sluice.access.Admission.SlowedDown;
import dev.sluice.base.Secret;
import dev.sluice.protocol.Protocol;
import io.vertx.core.MultiMap;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class GateTest {

  private static final String KEY = "first-access-key-0001";
  private static final String SECOND = "second-access-key-0002";
  private static final String HOME = "203.0.113.7";

  private final TurnableClock clock = new TurnableClock();
  private final Gate gate =
      new Gate(
          new AccessKeys(List.of(Secret.of(KEY), Secret.of(SECOND))),
          new Issued(clock),
          new KnockLimiter(clock));

  private static MultiMap headers(String... pairs) {
    MultiMap headers = MultiMap.caseInsensitiveMultiMap();
    for (int i = 0; i < pairs.length; i += 2) {
      headers.add(pairs[i], pairs[i + 1]);
    }
    return headers;
  }

  private Admission admit(String... headers) {
    return gate.admit(headers(headers), HOME);
  }

  private static Admitted administrator(String key) {
    return new Admitted(new Caller.Administrator(Secret.of(key).fingerprint()), false);
  }

  @ParameterizedTest
  @CsvSource({
    "x-api-key, first-access-key-0001",
    "X-Api-Key, ' first-access-key-0001 '",
    "authorization, Bearer first-access-key-0001",
    "Authorization, bearer   first-access-key-0001",
    "authorization, BEARER first-access-key-0001",
    "x-goog-api-key, first-access-key-0001",
    "x-sluice-key, first-access-key-0001"
  })
  void theKeyIsTakenFromAnyOfItsHeaders(String header, String value) {
    assertThat(admit(header, value)).isEqualTo(administrator(KEY));
  }

  @Test
  void everyAccessKeyIsValid() {
    assertThat(admit("x-api-key", SECOND)).isEqualTo(administrator(SECOND));
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void theQueryCarriesAKeyForGeminisClientsOnly(Protocol protocol) {
    Admission admission = gate.admit(protocol, headers(), Optional.of(KEY), HOME);
    assertThat(admission)
        .isEqualTo(protocol == Protocol.GEMINI ? administrator(KEY) : new Refused(Gate.REFUSAL));
  }

  @Test
  void theSameKeyTwiceIsOneKey() {
    assertThat(admit("x-api-key", KEY, "authorization", "Bearer " + KEY))
        .isEqualTo(administrator(KEY));
  }

  @Test
  void anEmptyHeaderIsNoKey() {
    assertThat(admit("x-api-key", "", "authorization", "Bearer " + KEY))
        .isEqualTo(administrator(KEY));
  }

  @Test
  void whateverIsWrongTheRefusalIsTheSame() {
    List<Admission> refusals =
        List.of(
            admit(),
            admit("x-api-key", ""),
            admit("x-api-key", "wrong"),
            admit("authorization", "Basic " + KEY),
            admit("authorization", KEY),
            admit("x-api-key", KEY.substring(1)),
            admit("x-api-key", KEY + "0"),
            admit("x-api-key", KEY, "authorization", "Bearer " + SECOND),
            admit("x-api-key", KEY, "x-api-key", SECOND),
            admit("x-api-key", KEY, "authorization", "Bearer wrong"),
            admit("x-sluice-key", "wrong", "x-api-key", KEY),
            admit("x-sluice-key", KEY, "x-sluice-key", SECOND),
            admit("x-sluice-key", KEY, "x-api-key", SECOND));
    assertThat(refusals).containsOnly(new Refused(Gate.REFUSAL));
  }

  @Test
  void aStrayVendorCredentialIsNoSecondKey() {
    assertThat(admit("authorization", "Bearer " + KEY, "x-api-key", "sk-ant-api03-stray"))
        .isEqualTo(administrator(KEY));
    assertThat(admit("x-api-key", "sk-ant-api03-stray")).isEqualTo(new Refused(Gate.REFUSAL));
  }

  @Test
  void besideTheGatewaysOwnHeaderTheRestIsTheCallersLogin() {
    Caller caller = administrator(KEY).caller();
    assertThat(admit("x-sluice-key", KEY, "authorization", "Bearer login"))
        .isEqualTo(new Admitted(caller, true));
    assertThat(admit("x-sluice-key", KEY, "x-api-key", "login", "authorization", "Bearer other"))
        .isEqualTo(new Admitted(caller, true));
  }

  @Test
  void theGatewaysKeyShownTwiceIsNoLogin() {
    assertThat(admit("x-sluice-key", KEY, "x-api-key", KEY)).isEqualTo(administrator(KEY));
  }

  @Test
  void unknownKeysFromOneAddressAreSlowedDown() {
    for (int i = 0; i < KnockLimiter.KNOCKS; i++) {
      assertThat(admit("x-api-key", "wrong " + i)).isInstanceOf(Refused.class);
    }
    clock.turn(Duration.ofMinutes(1));
    assertThat(admit("x-api-key", "wrong"))
        .isEqualTo(new SlowedDown(Gate.SLOW_DOWN, Duration.ofMinutes(4)));
    assertThat(gate.admit(headers("x-api-key", "wrong"), "203.0.113.8"))
        .isInstanceOf(Refused.class);
  }

  @Test
  void aRightKeyComesInFromASlowedDownAddressAndClearsIt() {
    for (int i = 0; i <= KnockLimiter.KNOCKS; i++) {
      admit("x-api-key", "wrong");
    }
    assertThat(admit("x-api-key", KEY)).isEqualTo(administrator(KEY));
    assertThat(admit("x-api-key", "wrong")).isInstanceOf(Refused.class);
  }

  @Test
  void noKeyAtAllIsNoKnock() {
    for (int i = 0; i <= 2 * KnockLimiter.KNOCKS; i++) {
      assertThat(admit()).isInstanceOf(Refused.class);
    }
    assertThat(admit("x-api-key", "wrong")).isInstanceOf(Refused.class);
  }

  @Test
  void nothingPresentedIsPrinted() {
    var credentials =
        Credentials.of(Protocol.ANTHROPIC, headers("x-api-key", KEY), Optional.empty());
    assertThat(credentials.toString()).doesNotContain(KEY);
    assertThat(admit("x-api-key", KEY).toString()).doesNotContain(KEY);
  }
}
