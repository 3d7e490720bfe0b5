package dev.sluice.ledger;

import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** One line of the log for each request. */
public final class RequestLog {

  private static final Logger log = LoggerFactory.getLogger("dev.sluice.requests");

  /** The name under which collectors find the request's id in a line. */
  public static final String ID = "requestId";

  public void write(RequestRecord record) {
    if (!log.isInfoEnabled()) {
      return;
    }
    try (var _ = MDC.putCloseable(ID, record.id())) {
      line(record);
    }
  }

  private static void line(RequestRecord record) {
    log.info(
        "{} {} {} {} via {} attempts={} ttfb={}ms ttft={}ms took={}ms in={} out={} ended-by={}{}{}",
        record.id(),
        record.protocol().isEmpty() ? "-" : record.protocol(),
        record.status(),
        shown(record.model()),
        record.channel().isEmpty() ? "-" : record.channel(),
        attempts(record),
        record.ttfbMs(),
        record.ttftMs(),
        record.durationMs(),
        record.usage().inputTokens(),
        record.usage().outputTokens(),
        record.endedBy().label(),
        record.trace().isEmpty() ? "" : " traceparent=" + record.trace(),
        record.error().isEmpty() ? "" : " error=\"" + shown(record.error()) + '"');
  }

  private static String attempts(RequestRecord record) {
    if (record.attempts().size() <= 1) {
      return Integer.toString(record.attempts().size());
    }
    return record.attempts().stream()
        .map(each -> each.channel() + ":" + each.verdict())
        .collect(Collectors.joining(",", record.attempts().size() + "[", "]"));
  }

  /* The caller chose these words: a line break in them must not begin a line of the log. */
  private static String shown(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isISOControl(text.charAt(i))) {
        return text.replaceAll("\\p{Cntrl}", "?");
      }
    }
    return text;
  }
}
