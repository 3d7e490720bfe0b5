package dev.sluice.upstream;

import static java.util.Locale.ROOT;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * An error answer's body, whichever of the many shapes it has.
 *
 * @param codes every code, type and reason in it, in lower case, the most specific first
 * @param text its messages
 * @param status the HTTP status that it names or implies; 0: none
 * @param hints what says how long to wait, by member name
 * @param members the names of the outermost object's members
 * @param error whether anything in it says that it is an error
 */
record ErrorBody(
    Form form,
    List<String> codes,
    String text,
    String param,
    int status,
    Map<String, JsonNode> hints,
    Set<String> members,
    boolean error) {

  enum Form {
    EMPTY,
    JSON,
    /** Began like JSON, but is cut off or broken. */
    BROKEN,
    HTML,
    TEXT
  }

  static final int MAX_BYTES = 65_536;

  private static final String ROOTS =
      "(?:body\\.)?(?:messages|tools|tool_choice|system|input|contents|instructions|functions"
          + "|system_?instruction|thinking|metadata|max_tokens|stop_sequences|output_config"
          + "|context_management|mcp_servers|generation_?config|response_format|cache_control)";

  private static final Pattern REQUEST_PATH =
      Pattern.compile(
          "^\\W*(?:invalid\\s+(?:value|type|parameter|input)?\\s*(?:for|at|in)?\\W*)?"
              + ROOTS
              + "(?:[.\\[:'\"`]|\\s*$)",
          Pattern.MULTILINE);

  private static final Pattern REQUEST_PARAM = Pattern.compile("^" + ROOTS + "(?:\\W.*|$)");

  /* An opening quote follows no letter and a closing one precedes none: "don't" quotes nothing. */
  private static final Pattern QUOTED =
      Pattern.compile("(?<!\\w)(['\"`\u201c\u2018])[^\\n]{0,400}?['\"`\u201d\u2019](?!\\w)");

  static ErrorBody of(byte[] body) {
    return ErrorBodyReader.read(body);
  }

  /** Whether the complaint is about a place in the request. */
  boolean blamesRequest() {
    return REQUEST_PARAM.matcher(param.toLowerCase(ROOT)).matches()
        || REQUEST_PATH.matcher(lower()).find();
  }

  String lower() {
    return text.toLowerCase(ROOT);
  }

  /** The messages without what they quote, which may be the caller's own words. */
  String unquoted() {
    return QUOTED.matcher(lower()).replaceAll("''");
  }
}
