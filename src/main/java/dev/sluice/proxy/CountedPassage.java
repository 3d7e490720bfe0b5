package dev.sluice.proxy;

import com.fasterxml.jackson.databind.node.NullNode;
import dev.sluice.protocol.Fault;
import dev.sluice.protocol.Json;
import dev.sluice.protocol.convert.CountRequest;
import dev.sluice.upstream.Attempt;
import dev.sluice.upstream.UpstreamAnswer;
import io.vertx.core.buffer.Buffer;
import java.util.function.LongConsumer;

/** The number of a request's tokens, told by an upstream of another protocol. */
final class CountedPassage implements Passage {

  private final CountRequest asked;
  private final LongConsumer told;
  private final Runnable untold;
  private final Buffer json = Buffer.buffer();

  /**
   * @param told is given the number
   * @param untold is run when there is none to be had
   */
  CountedPassage(CountRequest asked, LongConsumer told, Runnable untold) {
    this.asked = asked;
    this.told = told;
    this.untold = untold;
  }

  @Override
  public void opened(UpstreamAnswer held, int attempts) {
    bytes(held.body());
  }

  @Override
  public void bytes(Buffer chunk) {
    json.appendBuffer(chunk);
  }

  @Override
  public void complete() {
    asked
        .tokens(Json.tree(json.getBytes()).orElse(NullNode.instance))
        .ifPresentOrElse(told, untold);
  }

  @Override
  public void broken(Fault fault, At at) {
    untold.run();
  }

  @Override
  public void tick(long now, Attempt attempt) {}
}
