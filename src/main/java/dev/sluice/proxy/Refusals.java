package dev.sluice.proxy;

import dev.sluice.base.RequestId;
import dev.sluice.ledger.RequestRecord;
import dev.sluice.protocol.Fault;
import dev.sluice.protocol.Protocol;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;

/** Answers what needs no exchange, and leaves a record of it. */
final class Refusals {

  private final Surroundings around;

  Refusals(Surroundings around) {
    this.around = around;
  }

  void refuse(HttpServerRequest request, Protocol protocol, Fault fault) {
    refuse(request, protocol, protocol.id(), fault);
  }

  /** What the parser itself refuses; how far it came decides whether the path is known. */
  void invalid(HttpServerRequest request) {
    AnswerHead.close(request);
    Optional<Protocol> meant = Answers.protocolOf(Paths.of(request));
    refuse(
        request,
        meant.orElse(Protocol.ANTHROPIC),
        meant.map(Protocol::id).orElse(""),
        Answers.invalid(request.decoderResult().cause()));
  }

  private void refuse(
      HttpServerRequest request, Protocol envelope, String recordedAs, Fault fault) {
    String id = RequestId.fresh();
    Answers.refuse(request, envelope, fault, id);
    around
        .records()
        .accept(
            RequestRecord.refused(
                id,
                around.clock().instant(),
                recordedAs,
                request.response().getStatusCode(),
                fault.message()));
  }
}
