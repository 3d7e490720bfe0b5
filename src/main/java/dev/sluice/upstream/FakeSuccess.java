package dev.sluice.upstream;

import dev.sluice.channel.Verdict;
import dev.sluice.protocol.Protocol;
import io.vertx.core.buffer.Buffer;

/**
 * An error that an upstream sent with status 200, as it would have stood with a status of its own.
 */
final class FakeSuccess {

  private FakeSuccess() {}

  static UpstreamAnswer asAnswer(
      Protocol protocol, Verdict verdict, byte[] data, UpstreamAnswer original) {
    var headers = io.vertx.core.MultiMap.caseInsensitiveMultiMap().addAll(original.headers());
    headers.set("content-type", "application/json").remove("content-length");
    return new UpstreamAnswer(status(protocol, verdict), headers, Buffer.buffer(data));
  }

  private static int status(Protocol protocol, Verdict verdict) {
    return switch (verdict) {
      case Verdict.QuotaExhausted _, Verdict.RateLimited _ -> 429;
      case Verdict.KeyRejected _ -> 401;
      case Verdict.Overloaded _ -> protocol == Protocol.ANTHROPIC ? 529 : 503;
      case Verdict.ModelMissing _ -> 404;
      case Verdict.RequestRejected _ -> 400;
      case Verdict.Succeeded _, Verdict.NotSent _, Verdict.ChannelFailed _, Verdict.CallerGone _ ->
          500;
    };
  }
}
