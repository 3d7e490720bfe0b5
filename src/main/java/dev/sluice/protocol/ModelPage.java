package dev.sluice.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The models that an upstream says it has, or some of them.
 *
 * @param ids by which they are asked for, at most {@link #MOST_MODELS}
 * @param next the query for those that follow; empty when these are all
 */
public record ModelPage(List<String> ids, String next) {

  /** Of so many models of one upstream at most is known. */
  public static final int MOST_MODELS = 1_000;

  /** Longer names are none, in characters. */
  public static final int LONGEST_NAME = 256;

  private static final String GEMINI_PREFIX = "models/";
  private static final String GENERATES = "generateContent";

  public ModelPage {
    ids = List.copyOf(ids);
  }

  /** Reads the answer to a question for models; empty when it is none. */
  public static Optional<ModelPage> read(Protocol protocol, byte[] answer) {
    return Json.tree(answer)
        .filter(tree -> list(protocol, tree).isArray())
        .map(tree -> new ModelPage(ids(protocol, tree), next(protocol, tree)));
  }

  /** Some leave the object out that the list stands in. */
  private static JsonNode list(Protocol protocol, JsonNode tree) {
    return tree.isArray() ? tree : tree.path(protocol == Protocol.GEMINI ? "models" : "data");
  }

  private static List<String> ids(Protocol protocol, JsonNode tree) {
    Set<String> ids = new LinkedHashSet<>();
    for (JsonNode model : list(protocol, tree)) {
      String id = id(protocol, model);
      if (isName(id) && ids.size() < MOST_MODELS) {
        ids.add(id);
      }
    }
    return List.copyOf(ids);
  }

  private static String id(Protocol protocol, JsonNode model) {
    if (protocol != Protocol.GEMINI) {
      return model.path("id").asText("");
    }
    JsonNode methods = model.path("supportedGenerationMethods");
    boolean generates = methods.isMissingNode();
    for (JsonNode method : methods) {
      generates |= method.asText().equals(GENERATES);
    }
    String name = model.path("name").asText("");
    return generates && name.startsWith(GEMINI_PREFIX)
        ? name.substring(GEMINI_PREFIX.length())
        : "";
  }

  private static boolean isName(String id) {
    return !id.isBlank()
        && id.length() <= LONGEST_NAME
        && id.chars().noneMatch(Character::isISOControl);
  }

  private static String next(Protocol protocol, JsonNode tree) {
    return switch (protocol) {
      case ANTHROPIC ->
          tree.path("has_more").asBoolean() ? query("after_id", tree.path("last_id")) : "";
      case GEMINI -> query("pageToken", tree.path("nextPageToken"));
      case OPENAI_CHAT, OPENAI_RESPONSES -> "";
    };
  }

  private static String query(String name, JsonNode value) {
    String text = value.asText("");
    return text.isEmpty() || value.isNull() ? "" : name + "=" + URLEncoder.encode(text, UTF_8);
  }

  /** These and those that follow. */
  public ModelPage and(ModelPage following) {
    List<String> all =
        Stream.concat(ids.stream(), following.ids.stream()).distinct().limit(MOST_MODELS).toList();
    return new ModelPage(all, all.size() < MOST_MODELS ? following.next : "");
  }
}
