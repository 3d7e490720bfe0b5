package dev.sluice.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.admin.doctor.Checkup;
import dev.sluice.admin.doctor.FindingsJson;
import dev.sluice.admin.doctor.Slot;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * {@code POST /api/doctor} and {@code GET /api/doctor/stream}, for one event loop. Not thread-safe.
 */
final class DoctorFace {

  private static final int MOST_STREAMS = 16;
  private static final long MOST_MS = 600_000;
  private static final long TICK_MS = 500;

  private final Vertx vertx;
  private final Glance glance;
  private final AdminEdge edge;
  private final Set<TimedEvents> streams = new LinkedHashSet<>();

  private DoctorFace(Vertx vertx, Glance glance, AdminEdge edge) {
    this.vertx = vertx;
    this.glance = glance;
    this.edge = edge;
  }

  /** For the event loop that calls it. */
  static DoctorFace on(Vertx vertx, Glance glance, AdminEdge edge) {
    var face = new DoctorFace(vertx, glance, edge);
    vertx.setPeriodic(TICK_MS, _ -> face.tick());
    return face;
  }

  void examine(RoutingContext context) {
    var checkup =
        new Checkup(vertx, glance.premises(), glance.routes().now(), glance.configuration().get());
    edge.read(Operation.DOCTOR, context)
        .compose(body -> checkup.run(slots(body)))
        .onSuccess(findings -> edge.send(context, Reply.of(200, FindingsJson.of(findings))))
        .onFailure(failure -> edge.refuse(context, failure));
  }

  private static List<Slot> slots(ObjectNode body) {
    if (!body.has("slots")) {
      return Slot.USUAL;
    }
    var slots = new ArrayList<Slot>();
    for (JsonNode each : body.path("slots")) {
      slots.add(new Slot(each.path("slot").asText(), each.path("model").asText()));
    }
    return slots;
  }

  void stream(RoutingContext context) {
    edge.read(Operation.DOCTOR_STREAM, context)
        .onSuccess(_ -> begin(context))
        .onFailure(failure -> edge.refuse(context, failure));
  }

  private void begin(RoutingContext context) {
    int events = number(context, "events", 6);
    int every = number(context, "everyMs", 250);
    int comments = number(context, "commentsMs", 0);
    if ((long) events * every > MOST_MS) {
      Problems.of(
          context, 400, "", "everyMs: events times everyMs is above " + MOST_MS + " (10 minutes)");
    } else if (glance.draining().get() || streams.size() >= MOST_STREAMS) {
      Problems.of(context, 503, "", "No further stream can be served now; ask again later");
    } else {
      var stream = new TimedEvents(vertx, context.response(), glance.clock(), events);
      streams.add(stream);
      context.response().closeHandler(_ -> ended(stream));
      context.response().exceptionHandler(_ -> ended(stream));
      context.response().endHandler(_ -> ended(stream));
      stream.begin(every, comments);
    }
  }

  private void ended(TimedEvents stream) {
    stream.stop();
    streams.remove(stream);
  }

  /* A stream would otherwise hold a stopping gateway up for the whole grace. */
  private void tick() {
    if (glance.draining().get()) {
      List.copyOf(streams).forEach(TimedEvents::end);
    }
  }

  private static int number(RoutingContext context, String name, int usual) {
    String text = context.queryParams().get(name);
    return text == null ? usual : Integer.parseInt(text);
  }
}
