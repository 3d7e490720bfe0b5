package dev.sluice.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.base.AddressBlock;
import dev.sluice.config.FrontSettings;
import dev.sluice.config.SecureCookies;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FrontTest {

  private static final String PEER = "10.0.0.1";
  private static final String CALLER = "203.0.113.7";

  private final Front front =
      new Front(
          new FrontSettings(
              Optional.empty(),
              SecureCookies.AUTO,
              List.of(AddressBlock.of("10.0.0.0/8"), AddressBlock.of("2001:db8::/32")),
              Optional.empty(),
              Duration.ofHours(1)));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "203.0.113.7 | 203.0.113.7",
        "1.1.1.1, 203.0.113.7 | 203.0.113.7",
        "1.1.1.1, 203.0.113.7, 10.1.2.3 | 203.0.113.7",
        "203.0.113.7:4711 | 203.0.113.7",
        "[2001:db9::7]:4711 | 2001:db9::7",
        "[2001:db9::7] | 2001:db9::7",
        "2001:db9::7, 2001:db8::1 | 2001:db9::7",
        "10.9.9.9, 10.1.2.3 | 10.9.9.9",
        "unknown, 10.1.2.3 | 10.1.2.3",
        "203.0.113.7, nonsense | 10.0.0.1",
        "203.0.113.0/24 | 10.0.0.1"
      })
  void theNearestAddressThatIsNoTrustedProxyIsTheCallers(String list, String caller) {
    assertThat(front.beyond(PEER, Stream.of(list.split(",", -1)).map(String::strip).toList()))
        .isEqualTo(caller);
  }

  @Test
  void aListWithoutEndIsNotFollowed() {
    var hops = new ArrayList<>(List.of(CALLER));
    hops.addAll(Collections.nCopies(500, PEER));
    assertThat(front.beyond(PEER, hops)).isEqualTo(PEER);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void whateverACallerWritesItsProxysWordStands(long seed) {
    var random = new Random(seed);
    for (int i = 0; i < 300; i++) {
      var hops = new ArrayList<String>();
      for (int n = random.nextInt(6); n > 0; n--) {
        hops.add(
            random
                .ints(random.nextInt(20), 0, 16)
                .mapToObj(at -> String.valueOf("0123456789.:[]a/".charAt(at)))
                .reduce("", String::concat));
      }
      hops.add(CALLER);
      assertThat(front.beyond(PEER, hops)).as(hops.toString()).isEqualTo(CALLER);
    }
  }

  @Test
  void whoIsNotTrustedSpeaksForNobody() {
    assertThat(front.beyond(CALLER, List.of("198.51.100.1"))).isEqualTo(CALLER);
  }
}
