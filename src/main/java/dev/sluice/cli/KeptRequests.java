package dev.sluice.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.access.AuditNote;
import dev.sluice.admin.Asked;
import dev.sluice.admin.InvalidQuery;
import dev.sluice.admin.PriceAnswers;
import dev.sluice.admin.RecomputeAnswers;
import dev.sluice.admin.RequestJson;
import dev.sluice.admin.StatsAnswers;
import dev.sluice.admin.Trail;
import dev.sluice.app.StoredLog;
import dev.sluice.ledger.price.InvalidPrices;
import dev.sluice.ledger.price.Prices;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;

/** The books in the file of a gateway that does not run. */
final class KeptRequests implements RequestSource {

  /* As SESSION_TTL has it when it is not set; the gateway itself does not run. */
  private static final Duration ACTIVE = Duration.ofMinutes(5);

  private final StoredLog log;
  private final String author;

  /**
   * @param author as the audit trail names whoever changes prices here
   */
  KeptRequests(StoredLog log, String author) {
    this.log = log;
    this.author = author;
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

  @Override
  public ObjectNode stats(Map<String, String> parameters) throws IOException, InterruptedException {
    return asked(() -> answers().stats(parameters));
  }

  @Override
  public ObjectNode latency(Map<String, String> parameters)
      throws IOException, InterruptedException {
    return asked(() -> answers().latency(parameters));
  }

  @Override
  public ObjectNode sessions(Map<String, String> parameters)
      throws IOException, InterruptedException {
    return asked(() -> answers().sessions(parameters));
  }

  private StatsAnswers answers() {
    return new StatsAnswers(log.statistics(), InstantSource.system(), ACTIVE);
  }

  @Override
  public ObjectNode prices() throws IOException, InterruptedException {
    return new PriceAnswers(done(log.prices())).list();
  }

  @Override
  public ObjectNode setPrices(ObjectNode said) throws IOException, InterruptedException {
    Prices prices = done(log.prices());
    ObjectNode told = asked(() -> new PriceAnswers(prices).put(said));
    noted(Trail.ofPrices(now(), author, said));
    done(new RecomputeAnswers(log.recomputation(prices), InstantSource.system()).price(said));
    return told;
  }

  @Override
  public ObjectNode syncPrices(ObjectNode said) throws IOException, InterruptedException {
    if (!said.path("list").isObject()) {
      throw new GatewayFailed(
          ExitCode.UNAVAILABLE,
          "no gateway runs that could read the list; start one, or give a file to sluice price"
              + " import");
    }
    PriceAnswers prices = new PriceAnswers(done(log.prices()));
    byte[] list = said.path("list").toString().getBytes(StandardCharsets.UTF_8);
    boolean apply = said.path("apply").asBoolean(false);
    ObjectNode told = asked(() -> prices.take(list, apply));
    if (apply) {
      noted(Trail.ofList(now(), author, told));
    }
    return told;
  }

  @Override
  public ObjectNode recompute(ObjectNode said) throws IOException, InterruptedException {
    var answers =
        new RecomputeAnswers(log.recomputation(done(log.prices())), InstantSource.system());
    ObjectNode told = asked(() -> answers.put(said));
    if (told.path("applied").asBoolean()) {
      noted(Trail.ofCosts(now(), author, told));
    }
    return told;
  }

  private static Instant now() {
    return InstantSource.system().instant();
  }

  private void noted(AuditNote note) throws IOException, InterruptedException {
    done(log.trail().note(note));
  }

  /** What the store or the prices answer, or refuse. */
  @FunctionalInterface
  private interface Question {
    CompletionStage<ObjectNode> put() throws InvalidQuery, InvalidPrices;
  }

  private static ObjectNode asked(Question question) throws IOException, InterruptedException {
    try {
      return done(question.put());
    } catch (InvalidQuery e) {
      throw new UsageException("--" + e.getMessage());
    } catch (InvalidPrices e) {
      throw new GatewayFailed(ExitCode.INVALID, String.valueOf(e.getMessage()));
    }
  }

  private static <T> T done(CompletionStage<T> stage) throws IOException, InterruptedException {
    try {
      return stage.toCompletableFuture().get();
    } catch (ExecutionException e) {
      String why = e.getCause() == null ? "" : String.valueOf(e.getCause().getMessage());
      throw new GatewayFailed(ExitCode.UNAVAILABLE, "the books cannot be read: " + why);
    }
  }

  @Override
  public void close() {
    log.close();
  }
}
