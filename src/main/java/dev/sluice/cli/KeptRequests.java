package dev.sluice.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.admin.Asked;
import dev.sluice.admin.InvalidQuery;
import dev.sluice.admin.RequestJson;
import dev.sluice.app.StoredLog;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;

/** Recorded requests, read from the file of a gateway that does not run. */
final class KeptRequests implements RequestSource {

  private final StoredLog log;

  KeptRequests(StoredLog log) {
    this.log = log;
  }

  @Override
  public ObjectNode page(Map<String, String> parameters) throws IOException, InterruptedException {
    try {
      return RequestJson.of(
          done(log.requests().page(Asked.of(parameters, InstantSource.system()))));
    } catch (InvalidQuery e) {
      throw new UsageException("--" + e.getMessage());
    }
  }

  @Override
  public ObjectNode one(String id) throws IOException, InterruptedException {
    return done(log.requests().find(id).thenCombine(log.bodies().of(id), RequestJson::whole))
        .orElseThrow(
            () -> new GatewayFailed(ExitCode.NOT_FOUND, "no request \"" + id + "\" is kept"));
  }

  private static <T> T done(CompletionStage<T> stage) throws IOException, InterruptedException {
    try {
      return stage.toCompletableFuture().get();
    } catch (ExecutionException e) {
      String why = e.getCause() == null ? "" : String.valueOf(e.getCause().getMessage());
      throw new GatewayFailed(ExitCode.UNAVAILABLE, "the request log cannot be read: " + why);
    }
  }

  @Override
  public void close() {
    log.close();
  }
}
