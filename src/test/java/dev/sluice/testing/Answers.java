package dev.sluice.testing;

import static dev.sluice.testing.Events.quoted;

import io.vertx.core.buffer.Buffer;
import java.util.Collections;
import java.util.List;

/** The answers that real upstreams give, as scripts. */
public final class Answers {

  private static final String SSE = "text/event-stream";

  private Answers() {}

  public static Script anthropicStream(String... text) {
    return stream(Events.anthropic(text));
  }

  public static Script chatStream(String... text) {
    return stream(Events.chat(text));
  }

  public static Script responsesStream(String... text) {
    return stream(Events.responses(text));
  }

  public static Script geminiStream(String... text) {
    return stream(Events.gemini(text));
  }

  /** An Anthropic stream that is torn down after this much of its text. */
  public static Script anthropicCutAfter(String... text) {
    return openStream(Events.anthropicBroken(text)).then(Step.reset());
  }

  /** A stream that says these frames and ends cleanly. */
  public static Script stream(List<String> frames) {
    return openStream(frames).end();
  }

  /** A stream that says these frames and is still open. */
  public static Script openStream(List<String> frames) {
    return Script.chunked(200, SSE, "request-id: req_1", "cache-control: no-cache")
        .pieces(frames.stream().map(Buffer::buffer).toList());
  }

  /** The same bytes in other pieces. */
  public static Script streamIn(List<Buffer> pieces) {
    return Script.chunked(200, SSE, "request-id: req_1").pieces(pieces).end();
  }

  public static Script anthropicWhole(String text) {
    return json(
        200,
        "{\"id\":\"msg_1\",\"type\":\"message\",\"role\":\"assistant\","
            + "\"model\":\"claude-sonnet-4-5\",\"content\":[{\"type\":\"text\",\"text\":"
            + quoted(text)
            + "}],\"stop_reason\":\"end_turn\",\"stop_sequence\":null,"
            + "\"usage\":{\"input_tokens\":12,\"output_tokens\":7,"
            + "\"cache_creation_input_tokens\":3,\"cache_read_input_tokens\":5}}",
        "request-id: req_1");
  }

  public static Script chatWhole(String text) {
    return json(
        200,
        "{\"id\":\"chatcmpl-1\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"gpt-5\","
            + "\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":"
            + quoted(text)
            + "},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":20,"
            + "\"completion_tokens\":7,\"total_tokens\":27}}");
  }

  public static Script responsesWhole(String text) {
    return json(
        200,
        "{\"id\":\"resp_1\",\"object\":\"response\",\"status\":\"completed\",\"model\":\"gpt-5\","
            + "\"output\":[{\"id\":\"msg_1\",\"type\":\"message\",\"role\":\"assistant\","
            + "\"status\":\"completed\",\"content\":[{\"type\":\"output_text\",\"text\":"
            + quoted(text)
            + ",\"annotations\":[]}]}],\"usage\":{\"input_tokens\":20,\"output_tokens\":7,"
            + "\"total_tokens\":27}}");
  }

  public static Script geminiWhole(String text) {
    return json(
        200,
        "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":"
            + quoted(text)
            + "}],\"role\":\"model\"},\"finishReason\":\"STOP\",\"index\":0}],"
            + "\"usageMetadata\":{\"promptTokenCount\":20,\"candidatesTokenCount\":7,"
            + "\"totalTokenCount\":27},\"modelVersion\":\"gemini-3-pro\"}");
  }

  /** An error in Anthropic's envelope; {@code headers} are whole lines. */
  public static Script error(int status, String type, String message, String... headers) {
    return json(
        status,
        "{\"type\":\"error\",\"error\":{\"type\":"
            + quoted(type)
            + ",\"message\":"
            + quoted(message)
            + "},\"request_id\":\"req_1\"}",
        headers);
  }

  /** A key whose credit is used up, as Anthropic says it. */
  public static Script outOfCredit() {
    return error(
        400,
        "invalid_request_error",
        "Your credit balance is too low to access the Anthropic API. Please go to Plans & Billing"
            + " to upgrade or purchase credits.");
  }

  /** A key whose quota is used up, as OpenAI says it. */
  public static Script outOfQuota() {
    return json(
        429,
        "{\"error\":{\"message\":\"You exceeded your current quota, please check your plan and"
            + " billing details.\",\"type\":\"insufficient_quota\",\"param\":null,"
            + "\"code\":\"insufficient_quota\"}}");
  }

  public static Script rateLimited(int retryAfterSeconds) {
    return error(
        429,
        "rate_limit_error",
        "This request would exceed your rate limit.",
        "retry-after: " + retryAfterSeconds);
  }

  public static Script keyRejected() {
    return error(401, "authentication_error", "invalid x-api-key");
  }

  public static Script overloaded() {
    return error(529, "overloaded_error", "Overloaded");
  }

  public static Script broken() {
    return error(500, "api_error", "Internal server error");
  }

  /** A 200 whose stream begins with an error. */
  public static Script errorAsFirstEvent(String type, String message) {
    return stream(List.of(Events.anthropicError(type, message)));
  }

  /** A 200 without a body. */
  public static Script empty() {
    return Script.whole(200, SSE, Buffer.buffer());
  }

  /** A login page where an answer should be. */
  public static Script html() {
    return Script.whole(200, "text/html", Buffer.buffer("<html><body>Sign in</body></html>"));
  }

  /** A stream that is alive and says nothing until the caller leaves. */
  public static Script pingsOnly(int pings) {
    return openStream(Collections.nCopies(pings, Events.anthropicPing())).then(Step.stall());
  }

  public static Script json(int status, String body, String... headers) {
    return Script.whole(status, "application/json", Buffer.buffer(body), headers);
  }
}
