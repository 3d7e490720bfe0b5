package dev.sluice.protocol.convert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.protocol.MalformedRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A value of a request's body and where it stands, so that whatever is wrong with it can be named.
 * A member that is {@code null} is one that is absent.
 *
 * @param pointer RFC 6901; empty for the whole body
 */
public record JsonAt(String pointer, JsonNode node) {

  public static JsonAt root(ObjectNode body) {
    return new JsonAt("", body);
  }

  public Optional<JsonAt> member(String name) {
    JsonNode found = node.path(name);
    return found.isMissingNode() || found.isNull()
        ? Optional.empty()
        : Optional.of(at(name, found));
  }

  public JsonAt required(String name) throws MalformedRequest {
    return member(name)
        .orElseThrow(() ->
            new MalformedRequest(pointer + "/" + name, path(name) + ": is required; send it"));
  }

  /** The members of an object that have other names than these. */
  public Map<String, JsonNode> rest(Set<String> known) {
    var rest = new LinkedHashMap<String, JsonNode>();
    node.properties()
        .forEach(member -> {
          if (!known.contains(member.getKey())) {
            rest.put(member.getKey(), member.getValue());
          }
        });
    return rest;
  }

  public List<JsonAt> elements() throws MalformedRequest {
    if (!node.isArray()) {
      throw wrong("an array");
    }
    var elements = new ArrayList<JsonAt>(node.size());
    for (JsonNode element : node) {
      elements.add(at(Integer.toString(elements.size()), element));
    }
    return elements;
  }

  public ObjectNode object() throws MalformedRequest {
    if (node instanceof ObjectNode object) {
      return object;
    }
    throw wrong("an object");
  }

  public String text() throws MalformedRequest {
    if (!node.isTextual()) {
      throw wrong("a string");
    }
    return node.textValue();
  }

  public boolean flag() throws MalformedRequest {
    if (!node.isBoolean()) {
      throw wrong("true or false");
    }
    return node.booleanValue();
  }

  public double number() throws MalformedRequest {
    if (!node.isNumber()) {
      throw wrong("a number");
    }
    return node.doubleValue();
  }

  /** A whole number of {@code least} or more. */
  public long count(long least) throws MalformedRequest {
    if (!node.isNumber() || !node.canConvertToExactIntegral() || node.longValue() < least) {
      throw wrong("a whole number of " + least + " or more");
    }
    return node.longValue();
  }

  public String text(String name) throws MalformedRequest {
    return required(name).text();
  }

  public Optional<String> optionalText(String name) throws MalformedRequest {
    var found = member(name);
    return found.isPresent() ? Optional.of(found.get().text()) : Optional.empty();
  }

  public boolean optionalFlag(String name) throws MalformedRequest {
    var found = member(name);
    return found.isPresent() && found.get().flag();
  }

  public OptionalDouble optionalNumber(String name) throws MalformedRequest {
    var found = member(name);
    return found.isPresent() ? OptionalDouble.of(found.get().number()) : OptionalDouble.empty();
  }

  public OptionalLong optionalCount(String name, long least) throws MalformedRequest {
    var found = member(name);
    return found.isPresent() ? OptionalLong.of(found.get().count(least)) : OptionalLong.empty();
  }

  public List<JsonAt> optionalElements(String name) throws MalformedRequest {
    var found = member(name);
    return found.isPresent() ? found.get().elements() : List.of();
  }

  /** That this is something else than it has to be. */
  public MalformedRequest wrong(String expected) {
    return new MalformedRequest(pointer, path() + ": is " + kind() + "; send " + expected);
  }

  /** Where it stands, in the words of a person: {@code messages.0.content}. */
  public String path() {
    return pointer.isEmpty() ? "the body" : pointer.substring(1).replace('/', '.');
  }

  private String path(String name) {
    return pointer.isEmpty() ? name : path() + "." + name;
  }

  private String kind() {
    return switch (node.getNodeType()) {
      case OBJECT, POJO -> "an object";
      case ARRAY -> "an array";
      case STRING, BINARY -> "a string";
      case NUMBER -> "the number " + node.asText();
      case BOOLEAN -> node.asText();
      case NULL, MISSING -> "null";
    };
  }

  private JsonAt at(String name, JsonNode found) {
    return new JsonAt(pointer + "/" + name.replace("~", "~0").replace("/", "~1"), found);
  }
}
