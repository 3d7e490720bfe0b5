package dev.sluice.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class LentTest {

  private static final byte[] BODY = "{'model':'asked','n':1}".getBytes(UTF_8);

  @Test
  void aBodyIsShownAsItIs() {
    assertThat(Lent.whole(BODY).getBytes()).isEqualTo(BODY);
  }

  @Test
  void aBodyIsShownWithOtherBytesInTheMiddle() {
    byte[] token = "'served'".getBytes(UTF_8);
    assertThat(Lent.spliced(BODY, 9, token, 16)).hasToString("{'model':'served','n':1}");
    assertThat(Lent.spliced(BODY, 0, token, 0).length()).isEqualTo(BODY.length + token.length);
    assertThat(Lent.spliced(BODY, BODY.length, token, BODY.length).getByte(BODY.length))
        .isEqualTo(token[0]);
  }
}
