package dev.sluice.proxy;

import dev.sluice.protocol.Fault;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/**
 * The body of one request while it arrives and until it is no longer needed.
 *
 * <p>Memory is reserved as bytes arrive, not as they are announced, and a body that dawdles is cut
 * by {@link #tick}.
 */
final class RequestBody {

  /** The longest time that a body may take to arrive. */
  static final Duration DEADLINE = Duration.ofSeconds(60);

  private static final int FIRST = 256 * 1024;
  private static final int UNANNOUNCED = 8 * 1024;

  private final BodyShare share;
  private final int most;
  private final Promise<Void> arrived = Promise.promise();
  private final long begun = System.nanoTime();
  private byte[] bytes = new byte[0];
  private int length;

  RequestBody(BodyShare share, int most) {
    this.share = share;
    this.most = most;
  }

  static RefusedBody tooLarge(int most) {
    return new RefusedBody(
        new Fault(
            Fault.Kind.TOO_LARGE,
            "body: is larger than " + most + " bytes (limits.maxBodyBytes); shorten the request"));
  }

  /** Completes with exactly the bytes of the body, uncompressed; fails with {@link RefusedBody}. */
  Future<byte[]> receive(Vertx vertx, HttpServerRequest request) {
    Optional<Inflater> coding;
    try {
      coding =
          Inflater.of(
              Objects.requireNonNullElse(request.getHeader(HttpHeaders.CONTENT_ENCODING), ""));
      presize(announced(request));
    } catch (RefusedBody refused) {
      arrived.fail(refused);
      return Future.failedFuture(refused);
    }
    request.handler(this::add);
    request.endHandler(_ -> arrived.tryComplete());
    request.exceptionHandler(
        _ -> refuse(new Fault(Fault.Kind.INVALID_REQUEST, "body: was cut off")));
    Continue.allow(request);
    return coding
        .map(from -> whole().compose(all -> inflate(vertx, from, all)))
        .orElseGet(this::whole);
  }

  void tick(long now) {
    if (!arrived.future().isComplete() && now - begun > DEADLINE.toNanos()) {
      refuse(
          new Fault(
              Fault.Kind.REQUEST_TIMEOUT,
              "body: did not arrive within " + DEADLINE.toSeconds() + " s; send it faster"));
    }
  }

  /** Gives the memory back; whoever still holds the bytes may keep them. */
  void release() {
    share.giveBack();
    bytes = new byte[0];
  }

  private void presize(long announced) throws RefusedBody {
    if (announced > most) {
      throw tooLarge(most);
    }
    bytes = new byte[(int) Math.min(announced < 0 ? UNANNOUNCED : announced, FIRST)];
  }

  private void add(Buffer chunk) {
    if (arrived.future().isComplete()) {
      return;
    }
    int needed = length + chunk.length();
    try {
      if (needed > most) {
        throw tooLarge(most);
      }
      share.take(chunk.length());
    } catch (RefusedBody refused) {
      bytes = new byte[0];
      arrived.tryFail(refused);
      return;
    }
    if (needed > bytes.length) {
      bytes = Arrays.copyOf(bytes, (int) Math.min(most, Math.max(needed, 2L * bytes.length)));
    }
    chunk.getBytes(bytes, length);
    length = needed;
  }

  private Future<byte[]> inflate(Vertx vertx, Inflater coding, byte[] compressed) {
    Promise<byte[]> plain = Promise.promise();
    vertx.executeBlocking(() -> coding.inflate(compressed, most, share), false).onComplete(plain);
    return plain.future();
  }

  /* Kept nowhere here: this lives as long as its exchange, the bytes until the answer begins. */
  private Future<byte[]> whole() {
    return arrived
        .future()
        .map(_ -> {
          byte[] whole = length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
          bytes = new byte[0];
          return whole;
        });
  }

  private void refuse(Fault fault) {
    arrived.tryFail(new RefusedBody(fault));
  }

  private static long announced(HttpServerRequest request) throws RefusedBody {
    String text = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    if (text == null) {
      return -1;
    }
    try {
      return Long.parseLong(text.strip());
    } catch (NumberFormatException e) {
      throw new RefusedBody(
          new Fault(Fault.Kind.INVALID_REQUEST, "content-length: must be a whole number"));
    }
  }
}
