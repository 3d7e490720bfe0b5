package dev.sluice.admin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.ledger.stats.Dimension;
import dev.sluice.ledger.stats.Figures;
import dev.sluice.ledger.stats.Latency;
import dev.sluice.ledger.stats.Latency.Percentiles;
import dev.sluice.ledger.stats.SessionCursor;
import dev.sluice.ledger.stats.SessionLine;
import dev.sluice.ledger.stats.SessionPage;
import dev.sluice.ledger.stats.Span;
import dev.sluice.ledger.stats.Statistics.Line;
import dev.sluice.ledger.stats.Statistics.Point;
import dev.sluice.ledger.stats.Statistics.Summary;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Sums as answers and listings show them: money as decimal text in US dollars. */
final class FiguresJson {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private FiguresJson() {}

  static ObjectNode of(Span span, Dimension by, Summary summary) {
    ObjectNode view = spanned(span);
    var items = view.putArray("items");
    for (Line line : summary.lines()) {
      items.add(named(by, line.name()).setAll(of(line.figures())));
    }
    view.set("total", of(summary.total()));
    return view;
  }

  /** With a place for each. */
  static ObjectNode ranked(Span span, Dimension by, Summary summary) {
    ObjectNode view = of(span, by, summary);
    int rank = 1;
    for (var item : view.path("items")) {
      ((ObjectNode) item).put("rank", rank++);
    }
    return view;
  }

  static ObjectNode of(Span span, List<Point> points) {
    ObjectNode view = spanned(span);
    var items = view.putArray("items");
    for (Point point : points) {
      ObjectNode item = NODES.objectNode().put("at", point.at().toString());
      items.add(item.setAll(of(point.figures())));
    }
    return view;
  }

  static ObjectNode of(Span span, Latency latency) {
    ObjectNode view = spanned(span).put("requests", latency.requests()).put("most", Latency.MOST);
    percentiles(view, "ttfbMs", latency.firstByte());
    percentiles(view, "ttftMs", latency.firstContent());
    return view;
  }

  private static void percentiles(ObjectNode view, String name, Optional<Percentiles> of) {
    of.ifPresentOrElse(
        each -> view.putObject(name).put("p50", each.p50()).put("p95", each.p95()),
        () -> view.putNull(name));
  }

  static ObjectNode of(SessionPage page, Instant now, Duration active) {
    ObjectNode view = Page.of(page.items().stream().map(each -> of(each, now, active)).toList());
    page.next().map(SessionCursor::text).ifPresent(next -> view.put("next", next));
    return view;
  }

  private static ObjectNode of(SessionLine line, Instant now, Duration active) {
    ObjectNode view = NODES.objectNode();
    text(view.put("session", line.session()), "key", line.key());
    text(view, "user", line.user());
    view.put("first", line.first().toString()).put("last", line.last().toString());
    view.put("active", line.last().isAfter(now.minus(active)));
    text(view, "channel", line.channel());
    text(view, "model", line.model());
    return view.setAll(of(line.figures()));
  }

  private static ObjectNode spanned(Span span) {
    return NODES.objectNode().put("from", span.from().toString()).put("to", span.to().toString());
  }

  private static ObjectNode named(Dimension by, String name) {
    ObjectNode view = NODES.objectNode();
    text(view, by.label(), name);
    return view;
  }

  private static ObjectNode of(Figures figures) {
    var usage = figures.usage();
    return NODES
        .objectNode()
        .put("requests", figures.requests())
        .put("errors", figures.errors())
        .put("inputTokens", usage.inputTokens())
        .put("outputTokens", usage.outputTokens())
        .put("cacheReadTokens", usage.cacheReadTokens())
        .put("cacheWriteTokens", usage.cacheWrite5mTokens() + usage.cacheWrite1hTokens())
        .put("webSearches", usage.webSearches())
        .put("cost", figures.cost().toString())
        .put("estimated", figures.estimated())
        .put("unpriced", figures.unpriced());
  }

  private static void text(ObjectNode view, String member, String value) {
    if (value.isEmpty()) {
      view.putNull(member);
    } else {
      view.put(member, value);
    }
  }
}
