package dev.sluice.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.base.KeyShape;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Finds the words meant for people in whatever an upstream calls an error. */
public final class ErrorText {

  static final int LONGEST = 500;

  private static final int MOST_BYTES = 64 << 10;
  private static final int DEEPEST = 6;

  /* With what would turn the rest of a line round. */
  private static final Pattern SPACES =
      Pattern.compile("[\\s\\p{Cntrl}\\u061C\\u200E\\u200F\\u2028-\\u202E\\u2066-\\u2069]+");

  private static final Pattern TITLE = Pattern.compile("(?is)<title[^>]*>(.*?)</title>");
  private static final Pattern UNSEEN = Pattern.compile("(?is)<(script|style)\\b.*?</\\1>|<[^>]*>");

  /** Members that hold the words or lead to them, the best first. */
  private static final List<String> NAMES =
      List.of(
          "error",
          "message",
          "msg",
          "detail",
          "details",
          "errors",
          "error_description",
          "response",
          "base_resp",
          "status_msg",
          "error_message",
          "title",
          "reason");

  private ErrorText() {}

  /**
   * One line of at most 500 characters, without what looks like a key; empty when the body says
   * nothing.
   */
  public static String of(byte[] body) {
    int mark = ByteOrderMark.length(body, 0, body.length);
    int length = Math.min(body.length - mark, MOST_BYTES);
    String text = new String(body, mark, length, StandardCharsets.UTF_8).strip();
    return oneLine(text.startsWith("<") ? ofPage(text) : ofJson(text).orElse(text));
  }

  private static Optional<String> ofJson(String text) {
    return text.startsWith("{") || text.startsWith("[") || text.startsWith("\"")
        ? Json.tree(text).flatMap(tree -> words(tree, DEEPEST))
        : Optional.empty();
  }

  private static Optional<String> words(JsonNode node, int depth) {
    if (depth == 0) {
      return Optional.empty();
    }
    if (node.isTextual()) {
      return Optional.of(node.textValue()).filter(words -> !words.isBlank());
    }
    // What is absent holds nothing, and looking inside it by all names at all depths takes seconds.
    if (!node.isContainerNode()) {
      return Optional.empty();
    }
    if (node.isArray()) {
      return StreamSupport.stream(node.spliterator(), false)
          .flatMap(item -> words(item, depth - 1).stream())
          .collect(
              Collectors.collectingAndThen(
                  Collectors.joining("; "),
                  all -> Optional.of(all).filter(words -> !words.isEmpty())));
    }
    return NAMES.stream().flatMap(name -> words(node.path(name), depth - 1).stream()).findFirst();
  }

  private static String ofPage(String page) {
    var title = TITLE.matcher(page);
    return title.find() ? title.group(1) : UNSEEN.matcher(page).replaceAll(" ");
  }

  private static String oneLine(String text) {
    String line = KeyShape.redacted(SPACES.matcher(text).replaceAll(" ").strip());
    if (line.length() <= LONGEST) {
      return line;
    }
    int cut = LONGEST - 1;
    return line.substring(0, Character.isHighSurrogate(line.charAt(cut - 1)) ? cut - 1 : cut) + "…";
  }
}
