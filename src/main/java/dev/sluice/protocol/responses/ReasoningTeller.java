package dev.sluice.protocol.responses;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.protocol.Json;
import dev.sluice.protocol.Protocol;
import dev.sluice.protocol.message.Envelope;
import dev.sluice.protocol.message.WholeText;
import org.jspecify.annotations.Nullable;

/**
 * What the model thought: its summary, or the thoughts themselves when there is none. What the
 * upstream wants back becomes the signature.
 */
final class ReasoningTeller implements OutputItem.Teller {

  private final OutputContext context;
  private final PartLengths lengths = new PartLengths();
  private Step.@Nullable Channel chosen;
  private int part;
  private String encrypted = "";
  private String id = "";

  ReasoningTeller(OutputContext context) {
    this.context = context;
  }

  @Override
  public void begun(JsonNode item) {
    remember(item);
  }

  /** What is told last counts: what it begins with is no more than a place for it. */
  private void remember(JsonNode item) {
    encrypted = item.path(ReasoningWriter.ENCRYPTED).asText(encrypted);
    id = item.path(ReasoningWriter.ID).asText(id);
  }

  @Override
  public void piece(Step.Channel channel, int number, String text) {
    if (text.isEmpty() || (chosen != null && chosen != channel)) {
      return;
    }
    boolean another = chosen != null && number != part;
    chosen = channel;
    part = number;
    if (another) {
      context.flow().thinking("\n\n");
    }
    lengths.add(number, text);
    context.flow().thinking(text);
  }

  @Override
  public void whole(Step.Channel channel, int number, String text) {
    piece(channel, number, lengths.missing(number, text));
  }

  @Override
  public void ended(JsonNode item) {
    remember(item);
    if (chosen != Step.Channel.REASONING) {
      parts(item.path("summary"), Step.Channel.SUMMARY);
    }
    if (chosen != Step.Channel.SUMMARY) {
      parts(item.path("content"), Step.Channel.REASONING);
    }
    if (!encrypted.isEmpty()) {
      context.flow().openThinking();
    }
    if (context.flow().thinkingOpen()) {
      context.flow().signature(signature());
    }
  }

  private void parts(JsonNode parts, Step.Channel channel) {
    int number = 0;
    for (JsonNode each : parts) {
      whole(channel, number++, each.path("text").asText());
    }
  }

  private String signature() {
    var payload = Json.object();
    if (!id.isEmpty()) {
      payload.put(ReasoningWriter.ID, WholeText.clean(id));
    }
    if (!encrypted.isEmpty()) {
      payload.put(ReasoningWriter.ENCRYPTED, WholeText.clean(encrypted));
    } else if (chosen == Step.Channel.REASONING) {
      payload.put(ReasoningWriter.PLAIN, true);
    }
    return new Envelope(Protocol.OPENAI_RESPONSES, context.channel(), payload).text();
  }
}
