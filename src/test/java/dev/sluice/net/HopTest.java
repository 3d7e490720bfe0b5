package dev.sluice.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sluice.config.ProxyConfig;
import java.net.URI;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class HopTest {

  @Test
  void eachSchemeHasItsPort() {
    assertThat(hop("http://proxy").shown()).isEqualTo("http://proxy:80");
    assertThat(hop("https://proxy").shown()).isEqualTo("https://proxy:443");
    assertThat(hop("socks5://[::1]").shown()).isEqualTo("socks5://[::1]:1080");
  }

  @Test
  void aLoginIsNeverPrinted() {
    assertThat(hop("http://user:a-very-secret-password@proxy:1").toString())
        .doesNotContain("very-secret");
  }

  @Test
  void anUnknownSchemeIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> hop("ftp://proxy"))
        .withMessageContaining("expected: http, https or socks5");
  }

  @Test
  void aDeadProxyRestsForAWhile() {
    var now = new AtomicLong(-1);
    var resting = new Resting(now::get);
    resting.rest(hop("http://proxy"));
    assertThat(resting.rests(hop("http://proxy"))).isTrue();
    assertThat(resting.rests(hop("http://other"))).isFalse();
    now.addAndGet(Resting.REST.toNanos());
    assertThat(resting.rests(hop("http://proxy"))).isFalse();
  }

  private static Hop hop(String url) {
    return Hop.of(new ProxyConfig(URI.create(url), false));
  }
}
