package dev.sluice.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Nodes of YAML as the tree that JSON would give. */
final class YamlTree {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private YamlTree() {}

  static JsonNode of(Node root) throws InvalidConfiguration {
    return of(root, "");
  }

  private static JsonNode of(Node node, String pointer) throws InvalidConfiguration {
    return switch (node) {
      case MappingNode mapping when mapping.getTag().equals(Tag.MAP) -> object(mapping, pointer);
      case SequenceNode sequence when sequence.getTag().equals(Tag.SEQ) -> array(sequence, pointer);
      case ScalarNode scalar -> scalar(scalar, pointer);
      default -> throw tagged(pointer);
    };
  }

  private static ObjectNode object(MappingNode mapping, String pointer)
      throws InvalidConfiguration {
    ObjectNode object = NODES.objectNode();
    for (NodeTuple member : mapping.getValue()) {
      if (!(member.getKeyNode() instanceof ScalarNode key)) {
        throw refused(pointer, "a member's name is no text");
      }
      String below = Place.below(pointer, key.getValue());
      if (object.has(key.getValue())) {
        throw refused(below, "given twice");
      }
      object.set(key.getValue(), of(member.getValueNode(), below));
    }
    return object;
  }

  private static ArrayNode array(SequenceNode sequence, String pointer)
      throws InvalidConfiguration {
    ArrayNode array = NODES.arrayNode();
    for (Node item : sequence.getValue()) {
      array.add(of(item, pointer + "/" + array.size()));
    }
    return array;
  }

  private static JsonNode scalar(ScalarNode scalar, String pointer) throws InvalidConfiguration {
    String text = scalar.getValue();
    Tag tag = scalar.getTag();
    try {
      if (tag.equals(Tag.STR)) {
        return NODES.textNode(text);
      }
      if (tag.equals(Tag.NULL)) {
        return NODES.nullNode();
      }
      if (tag.equals(Tag.BOOL)) {
        return NODES.booleanNode(Boolean.parseBoolean(text));
      }
      if (tag.equals(Tag.INT)) {
        return whole(text);
      }
      if (tag.equals(Tag.FLOAT)) {
        return DecimalNode.valueOf(new BigDecimal(text));
      }
    } catch (NumberFormatException e) {
      throw refused(pointer, "no number that can be read (expected: digits)");
    }
    throw tagged(pointer);
  }

  private static JsonNode whole(String text) {
    BigInteger number =
        text.startsWith("0x")
            ? new BigInteger(text.substring(2), 16)
            : text.startsWith("0o") ? new BigInteger(text.substring(2), 8) : new BigInteger(text);
    return number.bitLength() < Integer.SIZE
        ? NODES.numberNode(number.intValue())
        : number.bitLength() < Long.SIZE
            ? NODES.numberNode(number.longValue())
            : NODES.numberNode(number);
  }

  private static InvalidConfiguration tagged(String pointer) {
    return refused(pointer, "carries a tag (expected: a plain value)");
  }

  private static InvalidConfiguration refused(String pointer, String message) {
    return new InvalidConfiguration(List.of(new Problem(pointer, message)));
  }
}
