package dev.sluice.admin;

import static java.util.Objects.requireNonNull;

import dev.sluice.access.AuditNote;
import dev.sluice.bus.Service;
import dev.sluice.channel.ChannelTopics;
import dev.sluice.config.ConfigFile;
import dev.sluice.config.ConfigVerticle;
import dev.sluice.config.Revision;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.concurrent.Callable;

/** Answers what the edge asks on behalf of operators; the one owner of administrative commands. */
public final class AdminVerticle extends VerticleBase {

  /** Asks for what an operation of the admin API does. */
  static final Service<AdminCall, Reply> CALLS =
      new Service<>("admin.calls", AdminCall.class, Reply.class);

  private final Glance glance;
  private final ConfigFile file;
  private final AccessDesk desk;
  private long noted;
  private Future<?> last = Future.succeededFuture();

  public AdminVerticle(Glance glance, ConfigFile file, AccessDesk desk) {
    this.glance = glance;
    this.file = file;
    this.desk = desk;
  }

  @Override
  public Future<?> start() {
    noted = glance.routes().now().revision();
    ConfigVerticle.CHANGED.subscribe(vertx, message -> changed(message.revision()));
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
        .compose(done -> done.status() >= 400 ? Future.succeededFuture(done) : held(changing))
        .onSuccess(
            _ -> changing.reset().ifPresent(key -> ChannelTopics.KEY_CHANGED.publish(vertx, key)));
  }

  private Future<Reply> held(Changing changing) {
    return ConfigVerticle.LOOK
        .ask(vertx, new ConfigVerticle.Look())
        .compose(_ -> blocking(changing::reply))
        .compose(reply -> noted(changing.note()).map(reply));
  }

  private Future<Void> noted(AuditNote note) {
    return Future.fromCompletionStage(desk.trail().note(note), context);
  }

  /* What came over the API is noted there; this is what was done to the file itself. */
  private void changed(Revision revision) {
    boolean known = revision.number() <= noted || revision.author().startsWith(AdminCall.API);
    noted = Math.max(noted, revision.number());
    if (!known) {
      var _ =
          noted(
              new AuditNote(
                  revision.time(),
                  revision.author(),
                  "change configuration",
                  "revision " + revision.number(),
                  revision.summary()));
    }
  }

  private Future<Reply> blocking(Callable<Reply> work) {
    return vertx
        .executeBlocking(() -> Refusals.guard(file, work), false)
        .map(r -> requireNonNull(r));
  }
}
