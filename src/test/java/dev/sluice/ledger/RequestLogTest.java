package dev.sluice.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** One line a request, for people and for collectors. */
final class RequestLogTest {

  private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");

  private final Logger log = (Logger) LoggerFactory.getLogger("dev.sluice.requests");
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

  @BeforeEach
  void listen() {
    log.setLevel(Level.INFO);
    lines.start();
    log.addAppender(lines);
  }

  @AfterEach
  void stopListening() {
    log.detachAppender(lines);
    log.setLevel(null);
  }

  @Test
  void aRequestIsOneLineAtInfoUnderItsId() {
    new RequestLog().write(Records.served("req_1", NOON));
    assertThat(lines.list)
        .singleElement()
        .satisfies(line -> {
          assertThat(line.getLevel()).isEqualTo(Level.INFO);
          assertThat(line.getFormattedMessage()).startsWith("req_1 ").contains(" 200 ", "took=");
          assertThat(line.getMDCPropertyMap()).containsEntry(RequestLog.ID, "req_1");
        });
    assertThat(MDC.get(RequestLog.ID)).isNull();
  }

  @Test
  void anErrorCannotBeginALineOfItsOwn() {
    new RequestLog().write(Records.of("req_1", NOON, 502, "main", "", "it broke\nreq_2 forged"));
    assertThat(lines.list)
        .singleElement()
        .satisfies(line ->
            assertThat(line.getFormattedMessage())
                .contains("error=\"it broke?req_2 forged\"")
                .doesNotContain("\n"));
  }
}
