package dev.sluice.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class TurnstileTest {

  private final Turnstile turnstile = new Turnstile();
  private final List<Integer> started = new ArrayList<>();

  @Test
  void oneStepWaitsForTheOneBefore() {
    Promise<Integer> first = Promise.promise();
    turnstile.pass(() -> first.future());
    Future<Integer> second = turnstile.pass(() -> step(2));
    assertThat(started).isEmpty();
    first.fail("no matter how it ends");
    assertThat(second.result()).isEqualTo(2);
    assertThat(turnstile.idle()).isTrue();
  }

  @Test
  void aLongQueueOfQuickStepsDoesNotNest() {
    Promise<Integer> first = Promise.promise();
    turnstile.pass(() -> first.future());
    int many = 50_000;
    IntStream.range(0, many).forEach(i -> turnstile.pass(() -> step(i)));
    first.complete(0);
    assertThat(started).hasSize(many).isSorted();
  }

  @Test
  void openedWideItLetsEveryoneThrough() {
    turnstile.pass(() -> Promise.<Integer>promise().future());
    turnstile.pass(() -> step(1));
    turnstile.pass(() -> step(2));
    turnstile.openWide();
    assertThat(started).containsExactly(1, 2);
  }

  private Future<Integer> step(int number) {
    started.add(number);
    return Future.succeededFuture(number);
  }
}
