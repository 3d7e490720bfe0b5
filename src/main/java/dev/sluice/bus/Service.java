package dev.sluice.bus;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.eventbus.ReplyException;
import java.time.Duration;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Questions that one owner answers.
 *
 * @param address names the service on the bus: {@code config.commands}
 */
public record Service<Q, A>(String address, Class<Q> question, Class<A> answer) {

  private static final Logger log = LoggerFactory.getLogger(Service.class);
  private static final int FAILED = 500;

  public Future<A> ask(Vertx vertx, Q what) {
    return vertx
        .eventBus()
        .request(address, what, Topic.LOCAL)
        .map(reply -> answer.cast(reply.body()));
  }

  /** The same for a question whose answer may take long. */
  public Future<A> ask(Vertx vertx, Q what, Duration patience) {
    var options = new DeliveryOptions(Topic.LOCAL).setSendTimeout(patience.toMillis());
    return vertx.eventBus().request(address, what, options).map(reply -> answer.cast(reply.body()));
  }

  /** Serves until the calling verticle ends; an owner that throws answers with a failure. */
  public MessageConsumer<Q> serve(Vertx vertx, Function<? super Q, Future<A>> owner) {
    return vertx.eventBus().localConsumer(address, message -> answer(message, owner));
  }

  private void answer(Message<Q> message, Function<? super Q, Future<A>> owner) {
    Future<A> result;
    try {
      result = owner.apply(question.cast(message.body()));
    } catch (RuntimeException e) {
      result = Future.failedFuture(e);
    }
    result.onComplete(
        done -> message.reply(done, Topic.LOCAL),
        failure -> {
          if (!(failure instanceof ReplyException)) {
            log.error("The owner of {} failed", address, failure);
          }
          message.fail(FAILED, String.valueOf(failure.getMessage()));
        });
  }
}
