package dev.sluice.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.buffer.Buffer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An answer, ready to send; every secret in it is masked. */
record Reply(int status, Map<String, String> headers, Buffer body) {

  private static final Buffer NOTHING = Buffer.buffer();

  Reply {
    headers = Map.copyOf(headers);
  }

  static Reply of(int status, JsonNode body) {
    return new Reply(
        status, Map.of("content-type", "application/json"), Buffer.buffer(body.toString()));
  }

  static Reply schema(String text) {
    return new Reply(200, Map.of("content-type", "application/schema+json"), Buffer.buffer(text));
  }

  static Reply empty() {
    return new Reply(204, Map.of(), NOTHING);
  }

  /**
   * @param detail empty: none
   */
  static Reply problem(int status, String detail, List<FieldProblem> problems) {
    var body = JsonNodeFactory.instance.objectNode();
    body.put("type", "about:blank");
    body.put("title", HttpResponseStatus.valueOf(status).reasonPhrase());
    body.put("status", status);
    if (!detail.isEmpty()) {
      body.put("detail", detail);
    }
    if (!problems.isEmpty()) {
      var errors = body.putArray("errors");
      problems.forEach(problem -> errors.add(problem.json()));
    }
    return new Reply(
        status, Map.of("content-type", "application/problem+json"), Buffer.buffer(body.toString()));
  }

  /** Nobody between here and the caller may keep it. */
  Reply secret() {
    return with("cache-control", "no-store");
  }

  /** Says which revision holds. */
  Reply at(long revision) {
    return with("etag", "\"" + revision + "\"");
  }

  /** Says what a command changed. */
  Reply after(Changed changed) {
    String what = URLEncoder.encode(changed.what(), StandardCharsets.UTF_8).replace("+", "%20");
    return at(changed.revision().number()).with("x-sluice-changed", what);
  }

  private Reply with(String name, String value) {
    var more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Reply(status, more, body);
  }
}
