package dev.sluice.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.comments.CommentType;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.events.CommentEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * The configuration as YAML 1.2: the same tree as JSON gives. Aliases, tags and a second document
 * are refused.
 */
public final class YamlText {

  private static final LoadSettings LOAD =
      LoadSettings.builder()
          .setCodePointLimit(Document.MAX_BYTES)
          .setSchema(new CoreSchema())
          .setParseComments(true)
          .build();
  private static final LoadSettings LOAD_WITHOUT_COMMENTS =
      LoadSettings.builder()
          .setCodePointLimit(Document.MAX_BYTES)
          .setSchema(new CoreSchema())
          .setAllowNonScalarKeys(true)
          .build();
  private static final DumpSettings DUMP =
      DumpSettings.builder()
          .setDefaultFlowStyle(FlowStyle.BLOCK)
          .setSchema(new CoreSchema())
          .setIndicatorIndent(2)
          .setIndentWithIndicator(true)
          .setIndent(2)
          .setSplitLines(false)
          .setDereferenceAliases(true)
          .build();

  private YamlText() {}

  static ObjectNode parse(byte[] bytes) throws InvalidConfiguration {
    String text = text(bytes);
    try {
      scan(text);
      Optional<Node> root = new Compose(LOAD_WITHOUT_COMMENTS).composeString(text);
      JsonNode tree = root.isPresent() ? YamlTree.of(root.get()) : null;
      if (tree instanceof ObjectNode object) {
        return object;
      }
      throw refused(tree == null || tree.isNull() ? "empty (expected: members)" : "not a mapping");
    } catch (MarkedYamlEngineException e) {
      // The parser's own messages quote the text, which may be a secret.
      throw refused("not valid YAML" + where(e.getProblemMark()));
    } catch (YamlEngineException e) {
      throw refused("not valid YAML: a character that YAML does not allow");
    }
  }

  /** Whether there is a comment, which {@link #print} would lose. */
  static boolean hasComments(byte[] bytes) throws InvalidConfiguration {
    try {
      return scan(text(bytes));
    } catch (YamlEngineException e) {
      return false;
    }
  }

  private static String text(byte[] bytes) throws InvalidConfiguration {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw refused("not valid YAML: not UTF-8 text");
    }
  }

  /* The parser does not recurse, but what builds on it does: depth is looked at before. */
  private static boolean scan(String text) throws InvalidConfiguration {
    boolean comments = false;
    int depth = 0;
    for (Event event : new Parse(LOAD).parseString(text)) {
      switch (event.getEventId()) {
        case MappingStart, SequenceStart -> depth++;
        case MappingEnd, SequenceEnd -> depth--;
        case Comment -> comments |= isText((CommentEvent) event);
        case Alias -> throw refused("an alias" + where(event.getStartMark()) + " is not read here");
        default -> {}
      }
      if (depth > Document.MAX_DEPTH) {
        throw refused(
            "nested or sized beyond the limits (expected: depth " + Document.MAX_DEPTH + ")");
      }
    }
    return comments;
  }

  private static boolean isText(CommentEvent comment) {
    return comment.getCommentType() != CommentType.BLANK_LINE;
  }

  static String where(Optional<Mark> mark) {
    return mark.map(at -> ", line " + (at.getLine() + 1) + ", column " + (at.getColumn() + 1))
        .orElse("");
  }

  static InvalidConfiguration refused(String message) {
    return new InvalidConfiguration(List.of(new Problem("", message)));
  }

  /** Block style, two blanks a level. */
  public static byte[] print(JsonNode tree) {
    return new Dump(DUMP).dumpToString(plain(tree)).getBytes(StandardCharsets.UTF_8);
  }

  @SuppressWarnings("NullAway") // The library takes null as YAML's null.
  private static Object plain(JsonNode node) {
    return switch (node.getNodeType()) {
      case OBJECT -> {
        Map<String, Object> map = new LinkedHashMap<>();
        node.properties().forEach(member -> map.put(member.getKey(), plain(member.getValue())));
        yield map;
      }
      case ARRAY -> {
        List<Object> list = new ArrayList<>();
        node.forEach(item -> list.add(plain(item)));
        yield list;
      }
      case NUMBER -> node.isIntegralNumber() ? node.bigIntegerValue() : node.decimalValue();
      case BOOLEAN -> node.booleanValue();
      case STRING -> node.textValue();
      case NULL, MISSING, BINARY, POJO -> null;
    };
  }
}
