package dev.sluice.protocol.responses;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.protocol.Fault;
import dev.sluice.protocol.Json;
import dev.sluice.protocol.convert.Telling;
import dev.sluice.protocol.message.Spent;

/** The response as far as it has come. Made per answer. */
final class ResponseObject {

  private final Telling telling;
  private final ResponseEcho echo;
  private final boolean brief;
  private final ArrayNode output = Json.array();

  ResponseObject(Telling telling, ResponseEcho echo, boolean brief) {
    this.telling = telling;
    this.echo = echo;
    this.brief = brief;
  }

  /** Whether signatures are to be told. */
  boolean encrypted() {
    return echo.encrypted();
  }

  /** The id of an item, which stays the same in all its events. */
  String itemId(String prefix, int index) {
    return prefix + telling.requestId() + "_" + index;
  }

  void add(ObjectNode item) {
    output.add(item);
  }

  ObjectNode running() {
    var response = head("in_progress");
    response.putNull("error").putNull("incomplete_details");
    return rest(response, Json.array(), Spent.UNKNOWN);
  }

  ObjectNode completed(Spent usage) {
    var response = head("completed");
    response.putNull("error").putNull("incomplete_details");
    return rest(response, output, usage);
  }

  ObjectNode incomplete(String reason, Spent usage) {
    var response = head("incomplete");
    response.putNull("error").putObject("incomplete_details").put("reason", reason);
    return rest(response, output, usage);
  }

  ObjectNode failed(Fault fault) {
    return failed(ResponseError.code(fault.kind()), ResponseError.words(fault), Spent.UNKNOWN);
  }

  ObjectNode failed(String code, String message, Spent usage) {
    var response = head("failed");
    response.putObject("error").put("code", code).put("message", message);
    response.putNull("incomplete_details");
    return rest(response, output, usage);
  }

  private ObjectNode head(String status) {
    return Json.object()
        .put("id", "resp_" + telling.requestId())
        .put("object", "response")
        .put("created_at", telling.epochSecond())
        .put("status", status)
        .put("background", false);
  }

  private ObjectNode rest(ObjectNode response, ArrayNode items, Spent usage) {
    response.put("model", telling.model());
    response.set("output", items);
    echo.write(response, brief);
    if (usage.known()) {
      response.set("usage", usage(usage));
    } else {
      response.putNull("usage");
    }
    return response;
  }

  private static ObjectNode usage(Spent spent) {
    var usage = Json.object().put("input_tokens", spent.prompt());
    usage
        .putObject("input_tokens_details")
        .put("cached_tokens", spent.cacheRead())
        .put("cache_write_tokens", spent.cacheWrite());
    usage.put("output_tokens", spent.output());
    usage.putObject("output_tokens_details").put("reasoning_tokens", spent.thinking());
    return usage.put("total_tokens", spent.prompt() + spent.output());
  }
}
