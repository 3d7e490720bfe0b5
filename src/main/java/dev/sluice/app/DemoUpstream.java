package dev.sluice.app;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.function.Function;

/** A scripted Anthropic upstream on loopback. */
final class DemoUpstream {

  private final Vertx vertx;
  private final Function<String, DemoAnswer> script;

  /**
   * @param script what is said to whoever asks for this model
   */
  DemoUpstream(Vertx vertx, Function<String, DemoAnswer> script) {
    this.vertx = vertx;
    this.script = script;
  }

  Future<Integer> listen() {
    return vertx
        .createHttpServer()
        .requestHandler(this::serve)
        .listen(0, "127.0.0.1")
        .map(HttpServer::actualPort);
  }

  private void serve(HttpServerRequest request) {
    if (!request.method().equals(HttpMethod.POST)) {
      json(request.response(), 200, "{\"data\":[]}");
      return;
    }
    request.body().onSuccess(body -> answer(request.response(), body));
  }

  private void answer(HttpServerResponse response, Buffer body) {
    JsonObject asked = body.toJsonObject();
    String model = asked.getString("model", "");
    switch (script.apply(model)) {
      case DemoAnswer.Words words when asked.getBoolean("stream", false) ->
          stream(response, model, words);
      case DemoAnswer.Words words -> json(response, 200, whole(model, words).encode());
      case DemoAnswer.Refusal(var status, var type, var message) ->
          json(response, status, refusal(type, message));
    }
  }

  private static void json(HttpServerResponse response, int status, String body) {
    response.setStatusCode(status).putHeader("content-type", "application/json").end(body);
  }

  private static String refusal(String type, String message) {
    return new JsonObject()
        .put("type", "error")
        .put("error", new JsonObject().put("type", type).put("message", message))
        .encode();
  }

  private void stream(HttpServerResponse response, String model, DemoAnswer.Words words) {
    response.setChunked(true).putHeader("content-type", "text/event-stream; charset=utf-8");
    response.write(event("message_start", "\"message\":" + start(model, words).encode()));
    response.write(
        event(
            "content_block_start",
            "\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}"));
    word(response, words, words.text().split("(?<= )"), 0);
  }

  private static JsonObject whole(String model, DemoAnswer.Words words) {
    JsonObject message = start(model, words);
    message
        .getJsonArray("content")
        .add(new JsonObject().put("type", "text").put("text", words.text()));
    message.getJsonObject("usage").put("output_tokens", words.text().split(" ").length);
    return message.put("stop_reason", "end_turn");
  }

  private static JsonObject start(String model, DemoAnswer.Words words) {
    return new JsonObject()
        .put("id", "msg_demo")
        .put("type", "message")
        .put("role", "assistant")
        .put("model", model)
        .put("content", new JsonArray())
        .putNull("stop_reason")
        .putNull("stop_sequence")
        .put(
            "usage",
            new JsonObject()
                .put("input_tokens", words.input())
                .put("cache_read_input_tokens", words.cached())
                .put("output_tokens", 1));
  }

  private void word(HttpServerResponse response, DemoAnswer.Words words, String[] all, int next) {
    if (response.closed()) {
      return;
    }
    if (next == all.length) {
      end(response, all.length);
      return;
    }
    response.write(
        event(
            "content_block_delta",
            "\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"" + all[next] + "\"}"));
    vertx.setTimer(words.pace(), _ -> word(response, words, all, next + 1));
  }

  private static void end(HttpServerResponse response, int tokens) {
    response.write(event("content_block_stop", "\"index\":0"));
    response.write(
        event(
            "message_delta",
            "\"delta\":{\"stop_reason\":\"end_turn\",\"stop_sequence\":null},"
                + "\"usage\":{\"output_tokens\":"
                + tokens
                + "}"));
    response.end("event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n");
  }

  private static String event(String type, String members) {
    return "event: " + type + "\ndata: {\"type\":\"" + type + "\"," + members + "}\n\n";
  }
}
