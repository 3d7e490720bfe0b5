package dev.sluice.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ResolverTest {

  private static final InetAddress OLD = InetAddress.ofLiteral("192.0.2.1");
  private static final InetAddress NEW = InetAddress.ofLiteral("192.0.2.2");

  private final Loop loop = new Loop();
  private final AtomicLong clock = new AtomicLong();
  private final AtomicInteger lookups = new AtomicInteger();

  @AfterEach
  void close() {
    loop.close();
  }

  @Test
  void aKnownNameIsNotAskedForAgain() {
    var resolver = resolver(_ -> new InetAddress[] {OLD});
    addresses(resolver);
    assertThat(addresses(resolver)).containsExactly(OLD);
    assertThat(lookups).hasValue(1);
  }

  @Test
  void aStaleNameIsServedWhileItIsResolvedAnew() {
    var resolver = resolver(_ -> new InetAddress[] {lookups.get() == 1 ? OLD : NEW});
    addresses(resolver);
    grow();
    assertThat(addresses(resolver)).containsExactly(OLD);
    loop.until(() -> addresses(resolver).equals(List.of(NEW)));
  }

  @Test
  void theLastAddressesHoldWhileResolvingFails() {
    var resolver =
        resolver(host -> {
          if (lookups.get() > 1) {
            throw new UnknownHostException(host);
          }
          return new InetAddress[] {OLD};
        });
    addresses(resolver);
    grow();
    addresses(resolver);
    loop.until(() -> lookups.get() > 1);
    assertThat(addresses(resolver)).containsExactly(OLD);
  }

  @Test
  void aFailureIsNotRemembered() {
    var resolver =
        resolver(host -> {
          if (lookups.get() == 1) {
            throw new UnknownHostException(host);
          }
          return new InetAddress[] {OLD};
        });
    assertThatThrownBy(() -> addresses(resolver)).hasCauseInstanceOf(UnknownHostException.class);
    assertThat(addresses(resolver)).containsExactly(OLD);
  }

  @Test
  void theAddressThatWorkedLeads() {
    var known = new Addresses(List.of(OLD, NEW), Optional.empty());
    known.worked(NEW);
    assertThat(known.ordered()).containsExactly(NEW, OLD);
  }

  private void grow() {
    clock.addAndGet(Resolver.FRESH_FOR.toNanos() + 1);
  }

  private Resolver resolver(Resolver.Lookup lookup) {
    return new Resolver(
        loop.vertx(),
        new AddressGuard(true),
        host -> {
          lookups.incrementAndGet();
          return lookup.all(host);
        },
        clock::get);
  }

  private List<InetAddress> addresses(Resolver resolver) {
    return loop.await(() -> resolver.addresses("name.test")).ordered();
  }
}
