package dev.sluice.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

final class SessionIdTest {

  @Test
  void standsBehindItsMarkInTheUserId() {
    assertThat(of("user_ab12_account_0f-1_session_5e-2", "")).contains("5e-2");
  }

  @Test
  void standsInTheUserIdThatIsJson() {
    assertThat(of("{\"device_id\":\"d\",\"session_id\":\"5e-2\"}", "")).contains("5e-2");
  }

  @Test
  void isTheCacheKeyWhereTheUserIdNamesNone() {
    assertThat(of("someone", "thread-1")).contains("thread-1");
    assertThat(of("{\"session_id\":7}", "thread-1")).contains("thread-1");
    assertThat(of("{broken", "thread-1")).contains("thread-1");
    assertThat(of("user_x_session_", "thread-1")).contains("thread-1");
    assertThat(of("", "thread-1")).contains("thread-1");
  }

  @Test
  void isAbsentWhenNothingNamesIt() {
    assertThat(of("someone", "")).isEmpty();
    assertThat(of("", " ")).isEmpty();
  }

  private static Optional<String> of(String userId, String cacheKey) {
    return SessionId.of(new RequestFacts("", -1, -1, false, userId, cacheKey, 0));
  }
}
