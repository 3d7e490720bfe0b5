package dev.sluice.proxy;

import com.fasterxml.jackson.databind.node.NullNode;
import dev.sluice.protocol.Fault;
import dev.sluice.protocol.Json;
import dev.sluice.protocol.Protocol;
import dev.sluice.protocol.convert.CallerSide;
import dev.sluice.protocol.convert.CountRequest;
import dev.sluice.upstream.Attempt;
import dev.sluice.upstream.UpstreamAnswer;
import io.vertx.core.buffer.Buffer;
import java.util.OptionalLong;

/** The number of a request's tokens, told by an upstream of another protocol. */
final class CountedPassage implements Passage {

  private final CountRequest asked;
  private final CallerAnswer answer;
  private final Protocol caller;
  private final String channelId;
  private final Buffer json = Buffer.buffer();

  CountedPassage(CountRequest asked, CallerAnswer answer, Protocol caller, String channelId) {
    this.asked = asked;
    this.answer = answer;
    this.caller = caller;
    this.channelId = channelId;
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
    OptionalLong tokens = asked.tokens(Json.tree(json.getBytes()).orElse(NullNode.instance));
    if (tokens.isPresent()) {
      answer.whole("", Buffer.buffer(CallerSide.of(caller).count(tokens.getAsLong())));
      return;
    }
    broken(
        new Fault(
            Fault.Kind.UPSTREAM_FAILED, "Channel \"" + channelId + "\" told no number of tokens"),
        At.EVENT_END);
  }

  @Override
  public void broken(Fault fault, At at) {
    answer.errors().refuse(fault, At.EVENT_END);
  }

  @Override
  public void tick(long now, Attempt attempt) {}
}
