package dev.sluice.protocol.convert;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.protocol.Fault;
import dev.sluice.protocol.SseEvent;
import dev.sluice.protocol.message.StreamEvent;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** That no mistake of ours escapes in the midst of an answer. */
final class AnswerTranslationTest {

  private static final byte[] EVENT = "data: {}\n\n".getBytes(UTF_8);

  private enum Failing {
    EVENT,
    END,
    ENDLESSLY
  }

  private record Upstream(Failing how) implements UpstreamRequest {

    @Override
    public String path() {
      return "/";
    }

    @Override
    public byte[] body() {
      return new byte[0];
    }

    @Override
    public Map<String, String> headers() {
      return Map.of();
    }

    @Override
    public MessageDecoder decoder(Consumer<StreamEvent> sink) {
      return new Decoder(how);
    }
  }

  private record Decoder(Failing how) implements MessageDecoder {

    @Override
    public void event(SseEvent event) {
      if (how != Failing.END) {
        fail();
      }
    }

    private void fail() {
      if (how == Failing.ENDLESSLY) {
        fail();
      }
      throw new IllegalStateException("a mistake");
    }

    @Override
    public void whole(byte[] json) {
      fail();
    }

    @Override
    public void finish() {
      fail();
    }
  }

  @Test
  void aDecoderThatThrowsBecomesAnErrorInEveryCallersStream() {
    for (CallerGrammar caller : CallerGrammar.values()) {
      for (Failing how : Failing.values()) {
        AnswerTranslation translation = translation(caller, how, true);
        byte[] told = translation.feed(EVENT, 0, EVENT.length);
        byte[] rest = translation.finish();
        caller.check(told.length == 0 ? rest : told);
        assertThat(translation.done()).isFalse();
        assertThat(translation.fault().orElseThrow().message())
            .isEqualTo("Channel \"here\": the gateway failed to convert the answer; see its log");
      }
    }
  }

  @Test
  void aDecoderThatThrowsBecomesAFaultOfAWholeAnswer() {
    AnswerTranslation translation = translation(CallerGrammar.CHAT, Failing.EVENT, false);
    assertThat(translation.feed(EVENT, 0, EVENT.length)).isEmpty();
    assertThat(translation.fault().map(Fault::kind)).contains(Fault.Kind.INTERNAL);
  }

  private static AnswerTranslation translation(
      CallerGrammar caller, Failing how, boolean streamed) {
    return new AnswerTranslation(
        new Upstream(how), caller.request(), Conversions.TELLING, "here", streamed);
  }
}
