package dev.sluice.admin;

import static java.util.Objects.requireNonNull;

import dev.sluice.bus.Service;
import dev.sluice.config.ConfigFile;
import dev.sluice.config.ConfigVerticle;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers what the edge asks on behalf of operators; the one owner of administrative commands. */
public final class AdminVerticle extends VerticleBase {

  /** Asks for what an operation of the admin API does. */
  static final Service<AdminCall, Reply> CALLS =
      new Service<>("admin.calls", AdminCall.class, Reply.class);

  private static final Logger log = LoggerFactory.getLogger(AdminVerticle.class);

  private final Glance glance;
  private final ConfigFile file;
  private final AccessDesk desk;
  private Future<?> last = Future.succeededFuture();

  public AdminVerticle(Glance glance, ConfigFile file, AccessDesk desk) {
    this.glance = glance;
    this.file = file;
    this.desk = desk;
  }

  @Override
  public Future<?> start() {
    return CALLS.serve(vertx, this::answer).completion();
  }

  private Future<Reply> answer(AdminCall call) {
    if (AccessAnswers.ANSWERED.contains(call.operation())) {
      return call.operation().changes() ? ofDeskInTurn(call) : ofDesk(call);
    }
    return switch (call.operation()) {
      case PING_ALL, PING, TEST_CHANNEL, TEST_UNSAVED_CHANNEL ->
          new Trials(vertx, glance, file).run(call);
      case CHECK_CONFIGURATION -> read(call);
      default -> call.operation().changes() ? inTurn(call) : read(call);
    };
  }

  private Future<Reply> ofDesk(AdminCall call) {
    return blocking(() -> new AccessAnswers(desk, glance.clock()).answer(call));
  }

  private Future<Reply> ofDeskInTurn(AdminCall call) {
    Future<Reply> mine = last.transform(_ -> ofDesk(call));
    last = mine;
    return mine;
  }

  private Future<Reply> read(AdminCall call) {
    return blocking(() -> new Reading(glance, file).answer(call));
  }

  /* The next change waits until the gateway holds this one. */
  private Future<Reply> inTurn(AdminCall call) {
    Future<Reply> mine = last.transform(_ -> change(call));
    last = mine;
    return mine;
  }

  private Future<Reply> change(AdminCall call) {
    var changing = new Changing(glance, file, call);
    return blocking(changing::apply)
        .compose(done -> done.status() >= 400 ? Future.succeededFuture(done) : held(changing));
  }

  private Future<Reply> held(Changing changing) {
    return ConfigVerticle.LOOK
        .ask(vertx, new ConfigVerticle.Look())
        .compose(_ -> blocking(changing::reply))
        .compose(reply -> noted(changing, reply));
  }

  /* What is done is done: a trail that cannot be written is told to the operator's log. */
  private Future<Reply> noted(Changing changing, Reply reply) {
    return Future.fromCompletionStage(desk.note(changing.note()))
        .transform(noted -> {
          if (noted.failed()) {
            log.warn("{} is missing in the audit trail", changing.note(), noted.cause());
          }
          return Future.succeededFuture(reply);
        });
  }

  private Future<Reply> blocking(Callable<Reply> work) {
    return vertx
        .executeBlocking(() -> Refusals.guard(file, work), false)
        .map(r -> requireNonNull(r));
  }
}
