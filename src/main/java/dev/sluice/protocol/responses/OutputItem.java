package dev.sluice.protocol.responses;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** One item of an output while it is told. Made per item. */
final class OutputItem {

  /** What kind of item. */
  enum Kind {
    UNSEEN,
    MESSAGE,
    REASONING,
    FUNCTION,
    CUSTOM,
    SEARCH,
    /** Nothing that a caller of another protocol could do anything with. */
    OTHER;

    static Kind of(String type) {
      return switch (type) {
        case "message" -> MESSAGE;
        case "reasoning" -> REASONING;
        case "function_call" -> FUNCTION;
        case "custom_tool_call" -> CUSTOM;
        case "web_search_call" -> SEARCH;
        default -> OTHER;
      };
    }

    private static Kind of(Step.Channel channel) {
      return switch (channel) {
        case TEXT, REFUSAL -> MESSAGE;
        case SUMMARY, REASONING -> REASONING;
        case ARGUMENTS -> FUNCTION;
        case INPUT -> CUSTOM;
      };
    }
  }

  /** How one kind of item is told. */
  interface Teller {
    void begun(JsonNode item);

    void piece(Step.Channel channel, int part, String text);

    void whole(Step.Channel channel, int part, String text);

    default void cited(JsonNode annotation) {}

    void ended(JsonNode item);
  }

  private final int index;
  private final OutputContext context;
  private final Deque<Step> waiting = new ArrayDeque<>();
  private Kind kind = Kind.UNSEEN;
  private @Nullable Teller teller;
  private boolean ended;

  OutputItem(int index, OutputContext context) {
    this.index = index;
    this.context = context;
  }

  Kind kind() {
    return kind;
  }

  boolean ended() {
    return ended;
  }

  boolean waits() {
    return !waiting.isEmpty();
  }

  void hold(Step step) {
    waiting.add(step);
  }

  /** Tells what has waited; pieces of one text as one. */
  void release() {
    while (!ended && !waiting.isEmpty()) {
      Step step = waiting.remove();
      take(step instanceof Step.Piece piece ? joined(piece) : step);
    }
  }

  private Step.Piece joined(Step.Piece first) {
    var text = new StringBuilder(first.text());
    while (waiting.peek() instanceof Step.Piece(var channel, var part, var more)
        && channel == first.channel()
        && part == first.part()) {
      text.append(more);
      waiting.remove();
    }
    return new Step.Piece(first.channel(), first.part(), text.toString());
  }

  void take(Step step) {
    Teller told = teller(step);
    switch (step) {
      case Step.Begun(var item) -> told.begun(item);
      case Step.Piece(var channel, var part, var text) -> told.piece(channel, part, text);
      case Step.Whole(var channel, var part, var text) -> told.whole(channel, part, text);
      case Step.Cited(var annotation) -> told.cited(annotation);
      case Step.Ended(var item) -> {
        told.ended(item);
        ended = true;
        context.flow().close();
      }
    }
    ended |= kind == Kind.OTHER;
  }

  private Teller teller(Step step) {
    if (teller == null) {
      kind =
          switch (step) {
            case Step.Begun(var item) -> Kind.of(item.path("type").asText());
            case Step.Ended(var item) -> Kind.of(item.path("type").asText());
            case Step.Piece(var channel, _, _) -> Kind.of(channel);
            case Step.Whole(var channel, _, _) -> Kind.of(channel);
            case Step.Cited _ -> Kind.MESSAGE;
          };
      teller =
          switch (kind) {
            case MESSAGE -> new MessageTeller(context);
            case REASONING -> new ReasoningTeller(context);
            case FUNCTION -> new FunctionTeller(index, context);
            case CUSTOM -> new CustomTeller(index, context);
            case SEARCH, UNSEEN, OTHER -> new SearchTeller(kind == Kind.SEARCH, index, context);
          };
    }
    return teller;
  }
}
