package dev.sluice.proxy;

import dev.sluice.base.RequestId;
import dev.sluice.ledger.RequestRecord;
import dev.sluice.protocol.Fault;
import dev.sluice.protocol.Protocol;
import io.vertx.core.http.HttpServerRequest;

/** Answers what needs no exchange, and leaves a record of it. */
final class Refusals {

  private final Surroundings around;

  Refusals(Surroundings around) {
    this.around = around;
  }

  void refuse(HttpServerRequest request, Protocol protocol, Fault fault) {
    refuse(request, protocol, protocol.id(), fault);
  }

  /** What the parser itself refuses: nobody knows in which protocol it was meant. */
  void invalid(HttpServerRequest request) {
    AnswerHead.close(request);
    refuse(request, Protocol.ANTHROPIC, "", Answers.invalid(request.decoderResult().cause()));
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
