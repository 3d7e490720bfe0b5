package dev.sluice.protocol.message;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Something that the model may call. */
public sealed interface Tool {

  String name();

  /**
   * A tool that the caller describes and runs.
   *
   * @param description empty when there is none
   * @param inputSchema JSON Schema of an object
   * @param strict whether the input must obey the schema; empty when not said
   * @param deferred whether it is only to be loaded when a search finds it
   */
  record Function(
      String name,
      String description,
      ObjectNode inputSchema,
      Optional<Boolean> strict,
      boolean deferred,
      Optional<JsonNode> cacheControl,
      Map<String, JsonNode> rest)
      implements Tool {

    public Function {
      rest = Collections.unmodifiableMap(new LinkedHashMap<>(rest));
    }

    public Function(String name, String description, ObjectNode inputSchema) {
      this(name, description, inputSchema, Optional.empty(), false, Optional.empty(), Map.of());
    }
  }

  /**
   * A tool that the caller runs and whose input its type alone describes.
   *
   * @param type such as {@code bash_20250124}
   * @param json the whole of it
   */
  record ClientDefined(String type, String name, ObjectNode json) implements Tool {}

  /**
   * The provider's search of the web.
   *
   * @param type such as {@code web_search_20250305}
   * @param maxUses 0: any number
   * @param userLocation as Anthropic spells it
   */
  record WebSearch(
      String type,
      String name,
      int maxUses,
      List<String> allowedDomains,
      List<String> blockedDomains,
      Optional<JsonNode> userLocation,
      Map<String, JsonNode> rest)
      implements Tool {

    public static final String TYPE = "web_search_20250305";

    public WebSearch {
      allowedDomains = List.copyOf(allowedDomains);
      blockedDomains = List.copyOf(blockedDomains);
      rest = Collections.unmodifiableMap(new LinkedHashMap<>(rest));
    }
  }

  /**
   * Any other tool that runs at the provider, or one of a type that the model has no name for.
   *
   * @param json the whole of it
   */
  record ServerDefined(String type, String name, ObjectNode json) implements Tool {}
}
