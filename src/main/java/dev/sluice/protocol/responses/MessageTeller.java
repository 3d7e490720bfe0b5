package dev.sluice.protocol.responses;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.protocol.Json;
import dev.sluice.protocol.message.WholeText;

/** A message; what the model refuses to do is told as text, too. */
final class MessageTeller implements OutputItem.Teller {

  private static final String URL = "url";

  private final OutputContext context;
  private final PartLengths lengths = new PartLengths();
  private int cited;

  MessageTeller(OutputContext context) {
    this.context = context;
  }

  @Override
  public void begun(JsonNode item) {}

  @Override
  public void piece(Step.Channel channel, int part, String text) {
    if (channel == Step.Channel.REFUSAL) {
      context.refuse();
    }
    lengths.add(part, text);
    context.flow().text(text);
  }

  @Override
  public void whole(Step.Channel channel, int part, String text) {
    piece(channel, part, lengths.missing(part, text));
  }

  @Override
  public void cited(JsonNode annotation) {
    cited++;
    if (annotation.path(URL).isTextual()) {
      context
          .flow()
          .citation(
              Json.object()
                  .put("type", "web_search_result_location")
                  .put("cited_text", "")
                  .put(URL, WholeText.clean(annotation.path(URL).asText()))
                  .put("title", WholeText.clean(annotation.path("title").asText()))
                  .put("encrypted_index", ""));
    }
  }

  @Override
  public void ended(JsonNode item) {
    int seen = cited;
    int position = 0;
    int part = 0;
    for (JsonNode content : item.path("content")) {
      boolean refusal = content.path("refusal").isTextual();
      whole(
          refusal ? Step.Channel.REFUSAL : Step.Channel.TEXT,
          part,
          content.path(refusal ? "refusal" : "text").asText());
      for (JsonNode annotation : content.path("annotations")) {
        if (position++ >= seen) {
          cited(annotation);
        }
      }
      part++;
    }
  }
}
