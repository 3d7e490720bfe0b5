package dev.sluice.proxy;

import dev.sluice.protocol.MalformedRequest;
import dev.sluice.protocol.ModelEntry;
import dev.sluice.protocol.ModelList;
import dev.sluice.protocol.Protocol;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Optional;

/**
 * Which of all models a caller asks for. Who says nothing gets them all.
 *
 * @param most 0: all
 * @param after the name behind which they begin; empty: at the first
 * @param before the name before which they end; empty: at the last
 */
record ModelCut(int most, String after, String before) {

  private static final int MOST = 1_000;

  private static final ModelCut ALL = new ModelCut(0, "", "");

  static ModelCut of(Protocol protocol, HttpServerRequest request) throws MalformedRequest {
    MultiMap asked = request.params();
    return switch (protocol) {
      case ANTHROPIC ->
          new ModelCut(most(asked, "limit"), text(asked, "after_id"), text(asked, "before_id"));
      case GEMINI -> new ModelCut(most(asked, "pageSize"), text(asked, "pageToken"), "");
      case OPENAI_CHAT, OPENAI_RESPONSES -> ALL;
    };
  }

  private static String text(MultiMap asked, String name) {
    return Optional.ofNullable(asked.get(name)).orElse("");
  }

  private static int most(MultiMap asked, String name) throws MalformedRequest {
    String text = text(asked, name);
    if (text.isEmpty()) {
      return 0;
    }
    if (!text.matches("[0-9]{1,9}") || Integer.parseInt(text) == 0) {
      throw new MalformedRequest(
          "",
          name + ": \"" + shown(text) + "\" is no number of models; send one from 1 to " + MOST);
    }
    return Math.min(MOST, Integer.parseInt(text));
  }

  private static String shown(String text) {
    String flat = text.replaceAll("[^\\x20-\\x7e]", "?");
    return flat.length() > 20 ? flat.substring(0, 20) + "..." : flat;
  }

  /** The names are in their order; one that is gone by now still has its place in it. */
  ModelList of(List<ModelEntry> all) {
    List<ModelEntry> range =
        all.stream()
            .filter(each -> after.isEmpty() || each.id().compareTo(after) > 0)
            .filter(each -> before.isEmpty() || each.id().compareTo(before) < 0)
            .toList();
    if (most == 0 || range.size() <= most) {
      return new ModelList(range, false);
    }
    boolean backwards = !before.isEmpty() && after.isEmpty();
    int from = backwards ? range.size() - most : 0;
    return new ModelList(range.subList(from, from + most), true);
  }
}
