package dev.sluice.upstream;

import dev.sluice.channel.Verdict;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The second half of an attempt: the answer, held until its first content and then let through. */
final class Answering {

  private static final Logger log = LoggerFactory.getLogger(Answering.class);

  /** The longest error that is kept for the caller. */
  static final int MOST_ERROR = 1024 * 1024;

  private enum Stage {
    HOLDING,
    REFUSED,
    FLOWING,
    OVER
  }

  private final Order order;
  private final Reading reading;
  private final Pace pace;
  private final Line line;
  private final Attempt.Listener listener;
  private final Held held = new Held();
  private Stage stage;

  Answering(Order order, Reading reading, Pace pace, Line line, Attempt.Listener listener) {
    this.order = order.sent();
    this.reading = reading;
    this.pace = pace;
    this.line = line;
    this.listener = listener;
    this.stage = line.response().statusCode() / 100 == 2 ? Stage.HOLDING : Stage.REFUSED;
  }

  void begin() {
    line.response()
        .exceptionHandler(cause -> guarded(() -> cut(cause)))
        .endHandler(_ -> guarded(this::ended))
        .handler(chunk -> guarded(() -> chunk(chunk)));
  }

  boolean flowing() {
    return stage == Stage.FLOWING;
  }

  void cancel() {
    stage = Stage.OVER;
  }

  void tick(long now) {
    switch (stage) {
      case HOLDING, REFUSED ->
          pace.overdueToContent(now, order.timeouts())
              .ifPresent(reason -> fail(new Verdict.ChannelFailed("timeout"), reason));
      case FLOWING -> tickFlowing(now);
      case OVER -> {}
    }
  }

  private void tickFlowing(long now) {
    if (reading.saidAll() && pace.lingers(now)) {
      end(Judgement.complete(reading));
      return;
    }
    pace.overdueInFlow(now, order).ifPresent(this::broke);
  }

  /*
   * The platform would log what a handler throws and go on with the next chunk: the caller's bytes
   * would have a hole. A broken stream is better than a wrong one.
   */
  private void guarded(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException e) {
      log.error("An answer could not be read any further", e);
      if (stage == Stage.FLOWING) {
        broke("sent something at which the gateway failed; see its log");
      } else if (stage != Stage.OVER) {
        fail(new Verdict.ChannelFailed("unreadable"), "sent something that could not be read");
      }
    }
  }

  private void chunk(Buffer chunk) {
    switch (stage) {
      case HOLDING -> hold(chunk);
      case REFUSED -> refuse(chunk);
      case FLOWING -> flow(chunk);
      case OVER -> {}
    }
  }

  private void hold(Buffer chunk) {
    held.add(chunk);
    reading.feed(chunk);
    switch (reading.finding()) {
      case WAIT -> {
        if (held.full()) {
          open();
        }
      }
      case CONTENT -> open();
      case ERROR -> fakeSuccess("answered 200 with an error");
      case NOT_AN_ANSWER -> fakeSuccess("answered 200 with something that is no answer");
    }
  }

  private void refuse(Buffer chunk) {
    held.add(chunk);
    if (held.length() > MOST_ERROR) {
      fail(new Verdict.ChannelFailed("error_too_large"), "sent an error of more than 1 MiB");
    }
  }

  private void flow(Buffer chunk) {
    reading.feed(chunk);
    pace.bytes(reading.progress());
    listener.bytes(chunk);
  }

  private void open() {
    stage = Stage.FLOWING;
    pace.content(reading.progress());
    listener.opened(answer());
    held.clear();
  }

  private void ended() {
    switch (stage) {
      case HOLDING -> endHeld();
      case REFUSED -> fail(Judgement.refused(order.protocol(), answer()));
      case FLOWING -> {
        switch (reading.atEnd()) {
          case COMPLETE, ERROR -> end(Judgement.complete(reading));
          case NOT_AN_ANSWER, CUT -> broke("ended without the protocol's last event");
        }
      }
      case OVER -> {}
    }
  }

  private void endHeld() {
    switch (reading.atEnd()) {
      case COMPLETE -> {
        open();
        end(Judgement.complete(reading));
      }
      case ERROR -> fakeSuccess("answered 200 with an error");
      case NOT_AN_ANSWER -> fakeSuccess("answered 200 with something that is no answer");
      case CUT -> fakeSuccess(held.isEmpty() ? "answered 200 with nothing" : "ended too early");
    }
  }

  private void cut(Throwable cause) {
    switch (stage) {
      case HOLDING, REFUSED -> fail(line.lost(cause), "closed the connection before any content");
      case FLOWING -> {
        if (reading.saidAll()) {
          end(Judgement.complete(reading));
        } else {
          broke("closed the connection in the middle of the answer");
        }
      }
      case OVER -> {}
    }
  }

  private void fakeSuccess(String reason) {
    fail(Judgement.fakeSuccess(order.protocol(), reading, answer(), reason));
  }

  private void fail(Verdict verdict, String reason) {
    fail(new Failure(verdict, Optional.empty(), reason));
  }

  private void fail(Failure failure) {
    stage = Stage.OVER;
    line.reset();
    listener.failed(failure);
  }

  private void broke(String reason) {
    end(Judgement.broken(reading, reason));
  }

  private void end(Ending ending) {
    stage = Stage.OVER;
    line.reset();
    listener.ended(ending);
  }

  private UpstreamAnswer answer() {
    HttpClientResponse head = line.response();
    return new UpstreamAnswer(head.statusCode(), head.headers(), held.joined());
  }
}
