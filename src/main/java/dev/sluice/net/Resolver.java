package dev.sluice.net;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * Names to addresses. A name that was resolved once is answered at once from then on: it is
 * resolved anew behind the answers, and the last addresses hold while that fails. Each address is
 * checked when it is learned. For one event loop.
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
  private final LongSupplier nanoTime;
  private final Cache<String, Learned> known =
      Caffeine.newBuilder().maximumSize(MAX_NAMES).executor(Runnable::run).build();
  private final Map<String, Future<Addresses>> asking = new HashMap<>();

  Resolver(Vertx vertx, AddressGuard guard, Lookup lookup, LongSupplier nanoTime) {
    this.worker = vertx.createSharedWorkerExecutor("sluice-dns", THREADS);
    this.guard = guard;
    this.lookup = lookup;
    this.nanoTime = nanoTime;
  }

  /** Complete at once for a name that is known. */
  Future<Addresses> addresses(String host) {
    Learned learned = known.getIfPresent(host);
    if (learned == null) {
      return ask(host);
    }
    if (nanoTime.getAsLong() - learned.at() > FRESH_FOR.toNanos()) {
      ask(host).onFailure(_ -> learn(host, learned.addresses()));
    }
    return Future.succeededFuture(learned.addresses());
  }

  Future<Void> close() {
    return worker.close();
  }

  private Future<Addresses> ask(String host) {
    Future<Addresses> running = asking.get(host);
    if (running != null) {
      return running;
    }
    Future<Addresses> answer =
        worker
            .executeBlocking(() -> checked(host, List.of(lookup.all(host))), false)
            .<Addresses>map(Objects::requireNonNull)
            .onComplete(_ -> asking.remove(host))
            .onSuccess(addresses -> learn(host, addresses));
    // A worker may be faster than this method: an answer that is here already is not waited for.
    if (!answer.isComplete()) {
      asking.put(host, answer);
    }
    return answer;
  }

  private void learn(String host, Addresses addresses) {
    known.put(host, new Learned(addresses, nanoTime.getAsLong()));
  }

  private Addresses checked(String host, List<InetAddress> all) {
    Optional<String> objection =
        Stream.concat(
                guard.objection(host).stream(),
                all.stream().flatMap(address -> guard.objection(address).stream()))
            .findFirst();
    return new Addresses(all, objection);
  }

  private record Learned(Addresses addresses, long at) {}
}
