package dev.sluice.admin;

import dev.sluice.bus.Service;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.buffer.Buffer;

/** Answers what the edge asks on behalf of operators; the one owner of administrative commands. */
public final class AdminVerticle extends VerticleBase {

  /** Asks for the channels and their live state. */
  static final Service<ListChannels, Listing> CHANNELS =
      new Service<>("admin.channels", ListChannels.class, Listing.class);

  private final Glance glance;

  public AdminVerticle(Glance glance) {
    this.glance = glance;
  }

  /** Wants every channel. */
  record ListChannels() {}

  /** Ready to send; every secret in it is masked. */
  record Listing(Buffer json) {}

  @Override
  public Future<?> start() {
    return CHANNELS.serve(vertx, _ -> Future.succeededFuture(list())).completion();
  }

  private Listing list() {
    var views =
        glance.routes().now().channels().stream()
            .map(channel -> ChannelView.of(channel, glance.clock()))
            .toList();
    return new Listing(Buffer.buffer(Page.of(views).toString()));
  }
}
