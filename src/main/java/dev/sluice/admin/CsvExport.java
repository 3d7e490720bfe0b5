package dev.sluice.admin;

import dev.sluice.base.Money;
import dev.sluice.ledger.RequestPage;
import dev.sluice.ledger.RequestQuery;
import dev.sluice.ledger.RequestRecord;
import dev.sluice.ledger.RequestRecords;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The request log as CSV, page after page as fast as the caller reads. What a spreadsheet would
 * take for a formula is made text.
 */
final class CsvExport {

  private static final int MOST_ROWS = 1_000_000;
  private static final String HEADING =
      "id,time,caller,key,user,protocol,model,served_model,channel,session,agent,status,verdict,"
          + "attempts,input_tokens,output_tokens,cache_read_tokens,cache_write_tokens,web_searches,"
          + "cost_usd,estimated,ttfb_ms,ttft_ms,duration_ms,ended_by,error\r\n";

  private final RequestRecords requests;
  private final InstantSource clock;

  CsvExport(RequestRecords requests, InstantSource clock) {
    this.requests = requests;
    this.clock = clock;
  }

  void export(RoutingContext context) {
    var own = Sight.of(context).narrowed(BooksFace.parameters(context), false);
    if (own.isEmpty()) {
      Sight.refuse(context);
      return;
    }
    RequestQuery query;
    try {
      Map<String, String> asked = new HashMap<>(own.get());
      asked.put("limit", String.valueOf(RequestQuery.MOST));
      query = Asked.of(asked, clock);
    } catch (InvalidQuery e) {
      Problems.of(context, 400, e.problems());
      return;
    }
    Context loop = context.vertx().getOrCreateContext();
    page(query, loop)
        .onFailure(_ -> BooksFace.away(context))
        .onSuccess(first -> {
          context
              .response()
              .setChunked(true)
              .putHeader("content-type", "text/csv; charset=utf-8")
              .putHeader("content-disposition", "attachment; filename=\"sluice-requests.csv\"")
              .putHeader("cache-control", "no-store")
              .write(HEADING);
          send(context.response(), query, first, loop, 0);
        });
  }

  private Future<RequestPage> page(RequestQuery query, Context loop) {
    return Future.fromCompletionStage(requests.page(query), loop);
  }

  /* An answer that cannot be finished is cut, so that nobody takes a part for the whole. */
  private void send(
      HttpServerResponse response, RequestQuery query, RequestPage page, Context loop, int sent) {
    if (response.closed()) {
      return;
    }
    var rows = new StringBuilder();
    page.items().forEach(record -> rows.append(row(record)));
    int now = sent + page.items().size();
    response
        .write(rows.toString())
        .compose(_ -> next(query, page, loop, now))
        .onSuccess(next ->
            next.ifPresentOrElse(more -> send(response, query, more, loop, now), response::end))
        .onFailure(_ -> response.reset());
  }

  private Future<Optional<RequestPage>> next(
      RequestQuery query, RequestPage page, Context loop, int sent) {
    return page.next().isEmpty() || sent >= MOST_ROWS
        ? Future.succeededFuture(Optional.empty())
        : page(query.before(page.next()), loop).map(Optional::of);
  }

  private static String row(RequestRecord record) {
    var usage = record.usage();
    List<String> cells =
        List.of(
            record.id(),
            record.time().toString(),
            record.caller().kind(),
            record.caller().id(),
            record.caller().user(),
            record.protocol(),
            record.model(),
            record.servedModel(),
            record.channel(),
            record.session(),
            record.agent(),
            String.valueOf(record.status()),
            record.verdict(),
            String.valueOf(record.attempts().size()),
            String.valueOf(usage.inputTokens()),
            String.valueOf(usage.outputTokens()),
            String.valueOf(usage.cacheReadTokens()),
            String.valueOf(usage.cacheWrite5mTokens() + usage.cacheWrite1hTokens()),
            String.valueOf(usage.webSearches()),
            record.cost().map(Money::toString).orElse(""),
            String.valueOf(record.estimated()),
            String.valueOf(record.ttfbMs()),
            String.valueOf(record.ttftMs()),
            String.valueOf(record.durationMs()),
            record.endedBy().label(),
            record.error());
    return String.join(",", cells.stream().map(CsvExport::cell).toList()) + "\r\n";
  }

  /** As RFC 4180 has it; a leading sign of a formula gets an apostrophe before it. */
  static String cell(String value) {
    String safe = value;
    if (!safe.isEmpty() && "=+-@\t\r\n".indexOf(safe.charAt(0)) >= 0) {
      safe = "'" + safe;
    }
    boolean plain = safe.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
    return plain ? safe : '"' + safe.replace("\"", "\"\"") + '"';
  }
}
