package dev.sluice.protocol.responses;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;

/** The call of a tool that takes free text: as input {@code {"input": text}}. */
final class CustomTeller implements OutputItem.Teller {

  private final int index;
  private final OutputContext context;
  private final StringBuilder waiting = new StringBuilder();
  private String name = "";
  private String callId = "";
  private int told;
  private boolean open;

  CustomTeller(int index, OutputContext context) {
    this.index = index;
    this.context = context;
  }

  @Override
  public void begun(JsonNode item) {
    name = item.path("name").asText(name);
    callId = item.path("call_id").asText(callId);
    if (!open && !name.isBlank()) {
      open = true;
      context.flow().call(context.id(callId, index), context.tool(name));
      context.flow().input("{\"input\":\"" + waiting);
    }
  }

  @Override
  public void piece(Step.Channel channel, int part, String text) {
    told += text.length();
    String quoted = String.valueOf(JsonStringEncoder.getInstance().quoteAsString(text));
    if (open) {
      context.flow().input(quoted);
    } else {
      waiting.append(quoted);
    }
  }

  @Override
  public void whole(Step.Channel channel, int part, String text) {
    if (text.length() > told) {
      piece(channel, part, text.substring(told));
    }
  }

  @Override
  public void ended(JsonNode item) {
    begun(item);
    whole(Step.Channel.INPUT, 0, item.path("input").asText());
    if (open) {
      context.flow().input("\"}");
    }
  }
}
