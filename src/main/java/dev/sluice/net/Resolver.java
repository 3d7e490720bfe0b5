package dev.sluice.net;

import com.github.benmanes.caffeine.cache.AsyncCacheLoader;
import com.github.benmanes.caffeine.cache.AsyncLoadingCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Names to addresses. A name that was resolved once is answered at once from then on: it is
 * resolved anew behind the answers, and the last addresses hold while that fails. Each address is
 * checked when it is learned.
 */
final class Resolver {

  /** The system's resolver, or a test's. */
  @FunctionalInterface
  interface Lookup {
    InetAddress[] all(String host) throws UnknownHostException;
  }

  static final Duration FRESH_FOR = Duration.ofSeconds(30);
  private static final int MAX_NAMES = 1_000;
  private static final int THREADS = 4;

  private final WorkerExecutor worker;
  private final AddressGuard guard;
  private final Lookup lookup;
  private final AsyncLoadingCache<String, Addresses> known;

  Resolver(Vertx vertx, AddressGuard guard, Lookup lookup, Ticker ticker) {
    this.guard = guard;
    this.worker = vertx.createSharedWorkerExecutor("sluice-dns", THREADS);
    this.lookup = lookup;
    this.known =
        Caffeine.newBuilder()
            .maximumSize(MAX_NAMES)
            .refreshAfterWrite(FRESH_FOR)
            .ticker(ticker)
            .executor(Runnable::run)
            .buildAsync(new Loader());
  }

  /** Complete at once for a name that is known. */
  Future<Addresses> addresses(String host) {
    CompletableFuture<@Nullable Addresses> found = known.get(host);
    Addresses ready = found.isCompletedExceptionally() ? null : found.getNow(null);
    return ready != null
        ? Future.succeededFuture(ready)
        : Future.fromCompletionStage(found, Vertx.currentContext())
            .map(Objects::requireNonNull)
            .recover(cause -> Future.failedFuture(bare(cause)));
  }

  private static Throwable bare(Throwable cause) {
    Throwable inner = cause.getCause();
    return cause instanceof CompletionException && inner != null ? inner : cause;
  }

  Future<Void> close() {
    return worker.close();
  }

  private CompletableFuture<Addresses> ask(String host) {
    return worker
        .executeBlocking(() -> checked(host, List.of(lookup.all(host))), false)
        .toCompletionStage()
        .toCompletableFuture();
  }

  private Addresses checked(String host, List<InetAddress> all) {
    Optional<String> objection =
        Stream.concat(
                guard.objection(host).stream(),
                all.stream().flatMap(address -> guard.objection(address).stream()))
            .findFirst();
    return new Addresses(all, objection);
  }

  private final class Loader implements AsyncCacheLoader<String, Addresses> {

    @Override
    public CompletableFuture<Addresses> asyncLoad(String host, Executor executor) {
      return ask(host);
    }

    @Override
    public CompletableFuture<Addresses> asyncReload(String host, Addresses old, Executor executor) {
      return ask(host).exceptionally(_ -> old);
    }
  }
}
