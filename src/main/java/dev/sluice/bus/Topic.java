package dev.sluice.bus;

import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Facts of one kind, published to whoever listens.
 *
 * @param address names the topic on the bus, in the past tense: {@code key.changed}
 * @param type immutable, handed over by reference
 */
public record Topic<T extends Record>(String address, Class<T> type) {

  private static final Logger log = LoggerFactory.getLogger(Topic.class);
  static final DeliveryOptions LOCAL =
      new DeliveryOptions().setLocalOnly(true).setCodecName(LocalCodec.NAME);

  /** Must have been called once for each Vert.x before anything travels. */
  public static void open(Vertx vertx) {
    vertx.eventBus().registerCodec(new LocalCodec());
  }

  public void publish(Vertx vertx, T message) {
    vertx.eventBus().publish(address, message, LOCAL);
  }

  /** What {@code handler} throws is logged here, because the bus would swallow it. */
  public void subscribe(Vertx vertx, Consumer<? super T> handler) {
    vertx
        .eventBus()
        .<T>localConsumer(
            address,
            message -> {
              try {
                handler.accept(type.cast(message.body()));
              } catch (RuntimeException e) {
                log.error("A listener of {} failed", address, e);
              }
            });
  }
}
