package dev.sluice.admin.doctor;

import static dev.sluice.base.Words.words;
import static java.util.Objects.requireNonNull;

import dev.sluice.channel.Channel;
import dev.sluice.config.ConfigStatus;
import dev.sluice.health.Finding;
import dev.sluice.health.HealthQuestions;
import dev.sluice.routing.RoutingTable;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Everything that a gateway's own process can check. Sends real requests.
 *
 * @param table in force
 * @param status of the document on disk
 */
public record Checkup(Vertx vertx, Premises premises, RoutingTable table, ConfigStatus status) {

  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /** Group by group. */
  public Future<List<Finding>> run(List<Slot> slots) {
    List<Future<List<Finding>>> parts =
        Stream.concat(
                Stream.of(vertx.executeBlocking(this::here, false).map(all -> requireNonNull(all))),
                Stream.concat(
                    table.channels().stream().map(this::channel),
                    Stream.of(Future.succeededFuture(SlotChecks.of(table, slots)))))
            .toList();
    return Future.join(parts).map(done -> joined(done.list()));
  }

  private List<Finding> here() {
    var findings =
        new ArrayList<Finding>(
            ConfigurationChecks.of(table.configuration(), status, premises.file()));
    findings.addAll(AccessKeyChecks.of(premises));
    findings.addAll(FileChecks.of(premises));
    return findings;
  }

  private Future<List<Finding>> channel(Channel channel) {
    return HealthQuestions.EXAMINE
        .ask(vertx, new HealthQuestions.Examine(channel), PATIENCE)
        .map(HealthQuestions.Examined::findings)
        .otherwise(cause ->
            List.of(
                Finding.failed(
                    words("channel {}", channel.id()),
                    words("examination"),
                    words("not finished: {}", String.valueOf(cause.getMessage())),
                    words("see the gateway's log, and try again"))));
  }

  private static List<Finding> joined(List<List<Finding>> parts) {
    return parts.stream().flatMap(List::stream).toList();
  }
}
