package dev.sluice.app;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.concurrent.atomic.AtomicInteger;

/** A scripted Anthropic upstream on loopback: streams a fixed answer until its quota is used up. */
final class DemoUpstream {

  private static final int WORD_MS = 45;
  private static final String QUOTA =
      "{\"type\":\"error\",\"error\":{\"type\":\"invalid_request_error\",\"message\":\"Your credit"
          + " balance is too low to access the Anthropic API.\"}}";

  private final Vertx vertx;
  private final String words;
  private final AtomicInteger quota;

  /**
   * @param quota how many answers it has left
   */
  DemoUpstream(Vertx vertx, String words, int quota) {
    this.vertx = vertx;
    this.words = words;
    this.quota = new AtomicInteger(quota);
  }

  Future<Integer> listen() {
    return vertx
        .createHttpServer()
        .requestHandler(this::serve)
        .listen(0, "127.0.0.1")
        .map(HttpServer::actualPort);
  }

  private void serve(HttpServerRequest request) {
    var response = request.response();
    if (!request.method().equals(HttpMethod.POST)) {
      response.putHeader("content-type", "application/json").end("{\"data\":[]}");
      return;
    }
    request
        .body()
        .onSuccess(_ -> {
          if (quota.getAndDecrement() > 0) {
            stream(response);
          } else {
            refuse(response);
          }
        });
  }

  private static void refuse(HttpServerResponse response) {
    response.setStatusCode(400).putHeader("content-type", "application/json").end(QUOTA);
  }

  private void stream(HttpServerResponse response) {
    response.setChunked(true).putHeader("content-type", "text/event-stream; charset=utf-8");
    response.write(
        event(
            "message_start",
            "\"message\":{\"id\":\"msg_demo\",\"type\":\"message\",\"role\":\"assistant\","
                + "\"model\":\"claude-demo\",\"content\":[],\"stop_reason\":null,"
                + "\"stop_sequence\":null,\"usage\":{\"input_tokens\":12,\"output_tokens\":1}}"));
    response.write(
        event(
            "content_block_start",
            "\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}"));
    word(response, words.split("(?<= )"), 0);
  }

  private void word(HttpServerResponse response, String[] all, int next) {
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
    vertx.setTimer(WORD_MS, _ -> word(response, all, next + 1));
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
