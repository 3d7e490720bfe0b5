package dev.sluice.proxy;

import dev.sluice.protocol.RequestFacts;
import dev.sluice.protocol.RequestScan;
import dev.sluice.routing.Candidate;
import dev.sluice.routing.SessionKey;
import dev.sluice.upstream.Order;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;

/**
 * A request that has been let in and read.
 *
 * @param query of the caller's path, without the credential; empty or beginning with {@code ?}
 * @param body exactly as it came, uncompressed
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; a copy would cost what the way saves
record Call(
    Endpoint endpoint,
    String query,
    MultiMap headers,
    byte[] body,
    RequestFacts facts,
    Order.Shape shape,
    Optional<SessionKey> session) {

  /** What is left of it once no upstream has to be asked any more. */
  Call withoutBody() {
    return new Call(endpoint, query, headers, new byte[0], facts, shape, session);
  }

  /** The same request with other bytes. */
  Call withBody(byte[] bytes, RequestFacts found) {
    return new Call(endpoint, query, headers, bytes, found, shape, session);
  }

  String model() {
    return endpoint.namesModelInPath() ? endpoint.model() : facts.model();
  }

  /** The path and query for a candidate. */
  String uriFor(Candidate candidate) {
    return candidate.channel().base().prefix() + endpoint.pathFor(candidate.model()) + query;
  }

  /**
   * The body for a candidate: the caller's, but for the value of its model where that is mapped.
   */
  Buffer bodyFor(Candidate candidate) {
    if (endpoint.namesModelInPath() || candidate.model().equals(facts.model())) {
      return Lent.whole(body);
    }
    byte[] token = RequestScan.modelToken(candidate.model());
    return Lent.spliced(body, facts.modelStart(), token, facts.modelEnd());
  }
}
