package dev.sluice.config;

import static java.util.Objects.requireNonNull;

import dev.sluice.bus.Service;
import dev.sluice.bus.Topic;
import dev.sluice.config.ConfigWatch.Seen;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the running gateway on the newest good document. */
public final class ConfigVerticle extends VerticleBase {

  /** Told after the new configuration holds. */
  public static final Topic<ConfigChanged> CHANGED =
      new Topic<>("config.changed", ConfigChanged.class);

  /** Asks to look at the document at once; answers when what was seen holds or is refused. */
  public static final Service<Look, ConfigStatus> LOOK =
      new Service<>("config.look", Look.class, ConfigStatus.class);

  /** Someone has changed the document. */
  public record Look() {}

  /** Makes a configuration hold; called on the verticle's event loop. */
  @FunctionalInterface
  public interface Applied {
    void apply(Configuration configuration, Revision revision);
  }

  private static final Logger log = LoggerFactory.getLogger(ConfigVerticle.class);
  private static final long LOOK_EVERY_MS = 250;

  private final ConfigFile file;
  private final ConfigWatch watch;
  private final Applied applied;
  private final AtomicReference<ConfigStatus> status;
  private @Nullable Configuration holding;

  /**
   * Ready to deploy.
   *
   * @param status outlives the verticle: one that is deployed anew keeps what held
   */
  public ConfigVerticle(ConfigFile file, Applied applied, AtomicReference<ConfigStatus> status) {
    this.file = file;
    this.watch = new ConfigWatch(file);
    this.applied = applied;
    this.status = status;
  }

  /** Fails with {@link InvalidConfiguration} when no good document was ever seen. */
  @Override
  public Future<?> start() {
    return vertx
        .executeBlocking(this::first)
        .map(seen -> begin(requireNonNull(seen)))
        .compose(_ -> LOOK.serve(vertx, _ -> look().map(_ -> status.get())).completion());
  }

  private Seen begin(Seen seen) {
    take(seen);
    lookLater();
    return seen;
  }

  private Seen first() throws IOException, InvalidConfiguration {
    try {
      return new Seen.Good(watch.first());
    } catch (InvalidConfiguration e) {
      if (status.get().equals(ConfigStatus.UNLOADED)) {
        throw e;
      }
      return new Seen.Bad(e.problems());
    }
  }

  private void lookLater() {
    vertx.setTimer(
        LOOK_EVERY_MS,
        _ ->
            look()
                .onFailure(failure -> log.error("Looking at {} failed", file.path(), failure))
                .eventually(() -> {
                  lookLater();
                  return Future.succeededFuture();
                }));
  }

  /* Blocking work of one verticle is done in the order in which it was asked for. */
  private Future<Seen> look() {
    return vertx
        .executeBlocking(watch::look)
        .map(seen -> requireNonNull(seen))
        .onSuccess(this::take);
  }

  private void take(Seen seen) {
    switch (seen) {
      case Seen.Nothing _ -> {}
      case Seen.Good(Loaded loaded) -> hold(loaded);
      case Seen.Bad(List<Problem> problems) -> refuse(problems);
    }
  }

  /* A file that was only touched, or put back after a bad edit, says nothing new. */
  private void hold(Loaded loaded) {
    Revision revision = loaded.revision();
    if (loaded.configuration().equals(holding)) {
      status.set(new ConfigStatus(revision, List.of()));
      return;
    }
    applied.apply(loaded.configuration(), revision);
    holding = loaded.configuration();
    status.set(new ConfigStatus(revision, List.of()));
    log.info(
        "Configuration revision {} holds, {} channels ({}: {})",
        revision.number(),
        loaded.configuration().channels().size(),
        revision.author(),
        revision.summary());
    CHANGED.publish(vertx, new ConfigChanged(revision));
  }

  private void refuse(List<Problem> problems) {
    Revision revision = status.get().revision();
    status.set(new ConfigStatus(revision, problems));
    log.warn(
        "Configuration {} is refused, revision {} stays: {}",
        file.path(),
        revision.number(),
        new InvalidConfiguration(problems).getMessage());
  }
}
