package dev.sluice.upstream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Locale.ROOT;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.upstream.ErrorBody.Form;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Gathers codes, messages and waiting times from an error body, once, then is thrown away. */
final class ErrorBodyReader {

  private static final int MAX_TEXT = 4_096;
  private static final int MAX_DEPTH = 6;
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final List<String> CODES =
      List.of("reason", "code", "error_code", "errorCode", "type", "status");
  private static final List<String> MESSAGES =
      List.of("message", "msg", "status_msg", "detail", "error_msg", "error_message");
  private static final List<String> HINTS =
      List.of(
          "retryDelay",
          "quotaResetDelay",
          "resets_in_seconds",
          "resets_at",
          "retry_after",
          "X-RateLimit-Reset");

  private final List<String> codes = new ArrayList<>();
  private final List<String> lastCodes = new ArrayList<>();
  private final List<String> messages = new ArrayList<>();
  private final Map<String, JsonNode> hints = new HashMap<>();
  private final Set<String> members = new HashSet<>();
  private String param = "";
  private int status;
  private boolean error;

  static ErrorBody read(byte[] body) {
    String text = new String(body, 0, Math.min(body.length, ErrorBody.MAX_BYTES), UTF_8);
    return new ErrorBodyReader().read(firstEvent(text.replace("\uFEFF", "").strip()));
  }

  /* Some answer an error status with a stream of one event. */
  private static String firstEvent(String text) {
    if (!text.startsWith("event:") && !text.startsWith("data:")) {
      return text;
    }
    return text.lines()
        .filter(line -> line.startsWith("data:"))
        .map(line -> line.substring(5).strip())
        .findFirst()
        .orElse(text);
  }

  private ErrorBody read(String text) {
    if (text.isEmpty()) {
      return as(Form.EMPTY);
    }
    if (text.startsWith("<")) {
      return as(Form.HTML);
    }
    if (!text.startsWith("{") && !text.startsWith("[")) {
      messages.add(text);
      return as(Form.TEXT);
    }
    try {
      JsonNode root = JSON.readTree(text);
      JsonNode outermost = root.isArray() ? root.path(0) : root;
      outermost.fieldNames().forEachRemaining(members::add);
      walk(root, 0);
      return as(Form.JSON);
    } catch (JsonProcessingException _) {
      return as(Form.BROKEN);
    }
  }

  private ErrorBody as(Form form) {
    String text = String.join("\n", messages);
    return new ErrorBody(
        form,
        Stream.concat(codes.stream(), lastCodes.stream())
            .map(code -> code.toLowerCase(ROOT))
            .toList(),
        text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) : text,
        param,
        status > 0 ? status : ImpliedStatus.of(codes),
        Map.copyOf(hints),
        Set.copyOf(members),
        error);
  }

  private void walk(JsonNode node, int depth) {
    if (depth > MAX_DEPTH) {
      return;
    }
    if (node.isTextual()) {
      message(node.asText(), depth);
    } else if (node.isArray() && !node.isEmpty()) {
      walk(node.get(0), depth + 1);
    } else if (node.isObject()) {
      object(node, depth);
    }
  }

  private void object(JsonNode node, int depth) {
    nestedErrors(node, depth);
    for (JsonNode detail : node.path("details")) {
      detail(detail);
    }
    JsonNode minimax = node.path("base_resp");
    if (minimax.path("status_code").asInt() != 0) {
      error = true;
      codes.add("base_resp:" + minimax.get("status_code").asText());
      walk(minimax, depth + 1);
    }
    walk(node.path("metadata").path("raw"), depth + 1);
    hints(node.path("metadata").path("headers"));
    code(node.path("innererror").path("code"));
    CODES.forEach(name -> code(node.path(name)));
    hints(node);
    for (String name : MESSAGES) {
      messageMember(node.path(name), depth);
    }
    if (param.isEmpty() && node.path("param").isTextual()) {
      param = node.get("param").asText();
    }
  }

  private void nestedErrors(JsonNode node, int depth) {
    for (JsonNode nested :
        List.of(
            node.path("error"),
            node.path("errors"),
            node.path("response").path("error"),
            node.path("choices").path(0).path("error"))) {
      boolean present = nested.isTextual() ? !nested.asText().isEmpty() : !nested.isEmpty();
      error |= present;
      walk(nested, depth + 1);
    }
    error |= node.path("success").isBoolean() && !node.path("success").asBoolean();
    error |= node.path("type").asText().equals("error");
    error |= node.path("object").asText().equals("error");
    error |= node.path("type").asText().equals("response.failed");
  }

  private void code(JsonNode code) {
    if (code.isTextual() || code.isIntegralNumber()) {
      codes.add(code.asText());
      int number = code.asText().matches("\\d{3}") ? code.asInt() : 0;
      if (status == 0 && number >= 400 && number < 600) {
        status = number;
      }
    }
  }

  private void detail(JsonNode detail) {
    code(detail.path("reason"));
    hints(detail);
    hints(detail.path("metadata"));
    for (JsonNode violation : detail.path("violations")) {
      String quota = violation.path("quotaId").asText();
      if (quota.contains("PerDay")) {
        codes.addFirst("quota:per-day");
      } else if (quota.contains("PerMinute")) {
        codes.add("quota:per-minute");
      }
    }
    /* A daily quota carries a retryDelay too: it counts last. */
    if (detail.has("retryDelay")) {
      lastCodes.add("quota:retry-delay");
    }
  }

  private void hints(JsonNode node) {
    for (String name : HINTS) {
      JsonNode value = node.path(name);
      if (value.isTextual() || value.isNumber()) {
        hints.putIfAbsent(name, value);
      }
    }
  }

  private void messageMember(JsonNode member, int depth) {
    if (member.isArray()) {
      member.forEach(this::validation);
    } else {
      walk(member, depth + 1);
    }
  }

  /* FastAPI: a list of {loc, msg}. */
  private void validation(JsonNode item) {
    String place =
        StreamSupport.stream(item.path("loc").spliterator(), false)
            .map(JsonNode::asText)
            .collect(Collectors.joining("."));
    if (item.path("msg").isTextual()) {
      messages.add(place + ": " + item.get("msg").asText());
    }
  }

  /* A relay may put its upstream's whole body into its own message. */
  private void message(String text, int depth) {
    if (text.isBlank()) {
      return;
    }
    if (text.stripLeading().startsWith("{")) {
      try {
        walk(JSON.readTree(text), depth + 1);
        return;
      } catch (JsonProcessingException _) {
        // then it is a message that begins with a brace
      }
    }
    messages.add(text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) : text);
  }
}
