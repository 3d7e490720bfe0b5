package dev.sluice.protocol.message;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A piece of what is said. Its members are named as in Anthropic Messages (2023-06-01); {@code
 * rest} holds those that have no name here, {@code cacheControl} the mark behind which a prompt is
 * cached.
 */
public sealed interface ContentBlock {

  /** As the wire spells it. */
  String type();

  /**
   * Members without a name of their own; they go nowhere unless the upstream's protocol is theirs.
   */
  default Map<String, JsonNode> rest() {
    return Map.of();
  }

  /** The mark behind which a prompt is cached. */
  default Optional<JsonNode> cacheControl() {
    return Optional.empty();
  }

  /**
   * @param citations as Anthropic spells them; empty for what a person wrote
   */
  record Text(
      String text,
      List<JsonNode> citations,
      Optional<JsonNode> cacheControl,
      Map<String, JsonNode> rest)
      implements ContentBlock {

    public Text {
      citations = List.copyOf(citations);
      rest = Collections.unmodifiableMap(new LinkedHashMap<>(rest));
    }

    public Text(String text) {
      this(text, List.of(), Optional.empty(), Map.of());
    }

    @Override
    public String type() {
      return "text";
    }
  }

  /** A picture. */
  record Image(Source source, Optional<JsonNode> cacheControl, Map<String, JsonNode> rest)
      implements ContentBlock {

    public Image {
      rest = Collections.unmodifiableMap(new LinkedHashMap<>(rest));
    }

    public Image(Source source) {
      this(source, Optional.empty(), Map.of());
    }

    @Override
    public String type() {
      return "image";
    }
  }

  /**
   * @param context what the document is about, not to be cited
   * @param cited whether the answer is to cite it
   */
  record Document(
      Source source,
      Optional<String> title,
      Optional<String> context,
      boolean cited,
      Optional<JsonNode> cacheControl,
      Map<String, JsonNode> rest)
      implements ContentBlock {

    public Document {
      rest = Collections.unmodifiableMap(new LinkedHashMap<>(rest));
    }

    public Document(Source source, Optional<String> title) {
      this(source, title, Optional.empty(), false, Optional.empty(), Map.of());
    }

    @Override
    public String type() {
      return "document";
    }
  }

  /**
   * Something that a search of the caller's own found.
   *
   * @param source where, often an address
   */
  record SearchResult(
      String source,
      String title,
      List<ContentBlock> content,
      boolean cited,
      Optional<JsonNode> cacheControl,
      Map<String, JsonNode> rest)
      implements ContentBlock {

    public SearchResult {
      content = List.copyOf(content);
      rest = Collections.unmodifiableMap(new LinkedHashMap<>(rest));
    }

    @Override
    public String type() {
      return "search_result";
    }
  }

  /**
   * What the model thought.
   *
   * @param signature by which its maker knows it again: a genuine one of Anthropic's, the text of
   *     an {@link Envelope}, or empty
   */
  record Thinking(String thinking, String signature) implements ContentBlock {

    @Override
    public String type() {
      return "thinking";
    }
  }

  /** What the model thought, readable by its maker alone. */
  record RedactedThinking(String data) implements ContentBlock {

    @Override
    public String type() {
      return "redacted_thinking";
    }
  }

  /**
   * The model calls a tool of the caller's.
   *
   * @param id letters, digits, {@code _} and {@code -}; see {@link ToolIds}
   * @param input an object
   */
  record ToolUse(
      String id,
      String name,
      ObjectNode input,
      Optional<JsonNode> cacheControl,
      Map<String, JsonNode> rest)
      implements ContentBlock {

    public ToolUse {
      rest = Collections.unmodifiableMap(new LinkedHashMap<>(rest));
    }

    public ToolUse(String id, String name, ObjectNode input) {
      this(id, name, input, Optional.empty(), Map.of());
    }

    @Override
    public String type() {
      return "tool_use";
    }
  }

  /** What a tool of the caller's gave. */
  record ToolResult(
      String toolUseId,
      List<ContentBlock> content,
      boolean error,
      Optional<JsonNode> cacheControl,
      Map<String, JsonNode> rest)
      implements ContentBlock {

    public ToolResult {
      content = List.copyOf(content);
      rest = Collections.unmodifiableMap(new LinkedHashMap<>(rest));
    }

    public ToolResult(String toolUseId, List<ContentBlock> content, boolean error) {
      this(toolUseId, content, error, Optional.empty(), Map.of());
    }

    @Override
    public String type() {
      return "tool_result";
    }
  }

  /** A deferred tool that a search found, inside a result. */
  record ToolReference(String toolName, Optional<JsonNode> cacheControl, Map<String, JsonNode> rest)
      implements ContentBlock {

    public ToolReference {
      rest = Collections.unmodifiableMap(new LinkedHashMap<>(rest));
    }

    @Override
    public String type() {
      return "tool_reference";
    }
  }

  /** The model called a tool that runs at the provider. */
  record ServerToolUse(
      String id,
      String name,
      JsonNode input,
      Optional<JsonNode> cacheControl,
      Map<String, JsonNode> rest)
      implements ContentBlock {

    public ServerToolUse {
      rest = Collections.unmodifiableMap(new LinkedHashMap<>(rest));
    }

    @Override
    public String type() {
      return "server_tool_use";
    }
  }

  /**
   * What a tool that runs at the provider gave.
   *
   * @param type such as {@code web_search_tool_result}
   * @param content as it came
   */
  record ServerToolResult(
      String type,
      String toolUseId,
      JsonNode content,
      Optional<JsonNode> cacheControl,
      Map<String, JsonNode> rest)
      implements ContentBlock {

    public ServerToolResult {
      rest = Collections.unmodifiableMap(new LinkedHashMap<>(rest));
    }
  }

  /**
   * What stands for an earlier part of the conversation.
   *
   * @param content the summary, if it can be read
   */
  record Compaction(Optional<String> content, Map<String, JsonNode> rest) implements ContentBlock {

    public Compaction {
      rest = Collections.unmodifiableMap(new LinkedHashMap<>(rest));
    }

    @Override
    public String type() {
      return "compaction";
    }
  }

  /** A block that the model has no name for, whole. */
  record Unknown(String type, ObjectNode json) implements ContentBlock {}
}
