package dev.sluice.protocol.chat;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.protocol.Property;
import dev.sluice.protocol.Protocol;
import dev.sluice.protocol.StreamText;
import dev.sluice.protocol.Thorough;
import org.junit.jupiter.api.Test;

final class ChatEventsTest {

  @Test
  void aGlanceMissesNothingThatReadingEveryEventFinds() {
    Property.holds(
        300,
        chance -> {
          byte[] stream = StreamText.of(Protocol.OPENAI_CHAT, chance);
          assertThat(Thorough.told(new ChatEvents(), stream))
              .as(new String(stream, UTF_8))
              .isEqualTo(Thorough.told(new Thorough(new ChatEvents()), stream));
        });
  }
}
