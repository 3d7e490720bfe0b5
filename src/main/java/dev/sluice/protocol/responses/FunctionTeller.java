package dev.sluice.protocol.responses;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.protocol.Fault;
import dev.sluice.protocol.Json;
import java.util.Set;

/** The call of a function. Some models wrap several into one; they are taken apart. */
final class FunctionTeller implements OutputItem.Teller {

  private static final Set<String> WRAPPERS = Set.of("parallel", "multi_tool_use.parallel");
  private static final String FUNCTIONS = "functions.";

  private final int index;
  private final OutputContext context;
  private final StringBuilder waiting = new StringBuilder();
  private String name = "";
  private String callId = "";
  private int told;
  private boolean open;

  FunctionTeller(int index, OutputContext context) {
    this.index = index;
    this.context = context;
  }

  @Override
  public void begun(JsonNode item) {
    name = item.path("name").asText(name);
    callId = item.path("call_id").asText(callId);
    if (!open && !name.isBlank() && !callId.isBlank() && !isWrapper()) {
      open();
    }
  }

  private boolean isWrapper() {
    return WRAPPERS.contains(name) && !context.known(name);
  }

  private void open() {
    open = true;
    context.flow().call(context.id(callId, index), context.tool(name));
    context.flow().input(waiting.toString());
  }

  @Override
  public void piece(Step.Channel channel, int part, String text) {
    told += text.length();
    if (open) {
      context.flow().input(text);
    } else {
      waiting.append(text);
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
    JsonNode arguments = item.path("arguments");
    whole(
        Step.Channel.ARGUMENTS,
        0,
        arguments.isObject() ? arguments.toString() : arguments.asText());
    if (isWrapper()) {
      split();
    } else if (!open && !name.isBlank()) {
      open();
    } else if (!open && !waiting.isEmpty()) {
      context
          .flow()
          .fail(
              new Fault(
                  Fault.Kind.UPSTREAM_FAILED, "The upstream sent a function_call without a name"));
    }
  }

  private void split() {
    JsonNode uses =
        Json.tree(waiting.toString()).map(tree -> tree.path("tool_uses")).orElse(Json.array());
    if (!uses.isArray() || uses.isEmpty()) {
      open();
      return;
    }
    int number = 0;
    for (JsonNode use : uses) {
      String recipient = use.path("recipient_name").asText();
      String tool =
          recipient.startsWith(FUNCTIONS) ? recipient.substring(FUNCTIONS.length()) : recipient;
      context.flow().call(context.id(callId + "_" + number++, index), context.tool(tool));
      context.flow().input(use.path("parameters").toString());
    }
  }
}
