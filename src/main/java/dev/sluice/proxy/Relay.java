package dev.sluice.proxy;

import dev.sluice.ledger.RequestRecord.EndedBy;
import dev.sluice.protocol.Fault;
import dev.sluice.routing.Candidate;
import dev.sluice.upstream.Attempt;
import dev.sluice.upstream.Ending;
import dev.sluice.upstream.UpstreamAnswer;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Hands what the attempts come to on to the caller, and holds them back while it does not read. */
final class Relay implements Failover.Listener {

  /** Who owns the exchange. */
  interface Owner {

    /** No other upstream will be asked any more. */
    void committed();

    /** The caller has been told all that there is. */
    void told();

    /** Whether the caller reads errors inside a stream alone. */
    boolean onlyHearsStreams();
  }

  private final CallerAnswer answer;
  private final Settlement settlement;
  private final Owner owner;
  private @Nullable Failover failover;

  Relay(CallerAnswer answer, Settlement settlement, Owner owner) {
    this.answer = answer;
    this.settlement = settlement;
    this.owner = owner;
  }

  /** To be called before the failover starts. */
  void follows(Failover source) {
    failover = source;
  }

  /** The attempt that runs. */
  Optional<Attempt> current() {
    return Optional.ofNullable(failover).flatMap(Failover::current);
  }

  /** The attempt whose answer the caller is being given. */
  Optional<Attempt> flowing() {
    return current().filter(Attempt::flowing);
  }

  void tick(long now) {
    if (failover == null) {
      return;
    }
    failover.tick(now);
    flowing()
        .ifPresentOrElse(
            attempt -> answer.tickFlowing(now, attempt.reading()), () -> answer.tickWaiting(now));
  }

  /** Stops asking; what was used until then is noted. */
  void abandon() {
    current().ifPresent(attempt -> settlement.usage(attempt.reading().usage()));
    Optional.ofNullable(failover).ifPresent(Failover::abandon);
    settlement.verdictOfLastAttempt();
  }

  @Override
  public void opened(UpstreamAnswer held, Candidate from) {
    owner.committed();
    settlement.firstContent();
    noted(held.body().length());
    answer.commit(held, from.channel().id(), attempts());
    holdBackWhenFull();
  }

  @Override
  public void bytes(Buffer chunk) {
    noted(chunk.length());
    answer.write(chunk);
    holdBackWhenFull();
  }

  /* Before the caller can know of it. */
  private void noted(int length) {
    current().ifPresent(attempt -> settlement.booking().passes(attempt.reading(), length));
  }

  private void holdBackWhenFull() {
    if (!answer.full()) {
      return;
    }
    current()
        .ifPresent(attempt -> {
          attempt.pause();
          answer.stalled(attempt::resume);
        });
  }

  @Override
  public void ended(Ending ending) {
    settlement.usage(ending.usage());
    settlement.verdict(ending.verdict().label());
    settlement.endedBy(EndedBy.UPSTREAM);
    switch (ending) {
      case Ending.Complete _ -> answer.end();
      case Ending.Broken(_, _, var reason, var insideEvent) -> {
        settlement.error(reason);
        answer.breakOff(
            new Fault(
                Fault.Kind.UPSTREAM_FAILED,
                "Channel \"" + channelId() + "\" " + reason + "; ask again"),
            insideEvent ? At.INSIDE_EVENT : At.EVENT_END);
      }
    }
    owner.told();
  }

  @Override
  public void exhausted(FinalAnswer outcome) {
    settlement.verdictOfLastAttempt();
    switch (outcome) {
      case FinalAnswer.Relayed(var upstream, var from, var advice) -> {
        settlement.endedBy(EndedBy.UPSTREAM);
        if (owner.onlyHearsStreams()) {
          answer.refuseInStream(Retelling.of(upstream));
        } else {
          answer.relay(upstream, from.channel().id(), attempts(), advice);
        }
      }
      case FinalAnswer.Own(var fault, var advice) -> {
        settlement.error(fault.message());
        if (owner.onlyHearsStreams()) {
          answer.refuseInStream(fault);
        } else {
          answer.refuse(fault, advice, attempts());
        }
      }
    }
    owner.told();
  }

  private int attempts() {
    return failover == null ? 0 : failover.attempts();
  }

  private String channelId() {
    return Optional.ofNullable(failover)
        .flatMap(Failover::candidate)
        .map(candidate -> candidate.channel().id())
        .orElse("");
  }
}
