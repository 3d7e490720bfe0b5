package dev.sluice.proxy;

import dev.sluice.routing.Candidate;
import dev.sluice.upstream.Ending;
import dev.sluice.upstream.UpstreamAnswer;
import io.vertx.core.buffer.Buffer;

/** Who is told what came of a failover; never after an end. */
interface Audience {

  void opened(UpstreamAnswer held, Candidate from);

  void bytes(Buffer chunk);

  void ended(Ending ending);

  void exhausted(FinalAnswer answer);
}
