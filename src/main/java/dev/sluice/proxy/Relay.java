package dev.sluice.proxy;

import dev.sluice.channel.Verdict;
import dev.sluice.ledger.RequestRecord.EndedBy;
import dev.sluice.protocol.ErrorText;
import dev.sluice.protocol.Fault;
import dev.sluice.protocol.Usage;
import dev.sluice.routing.Candidate;
import dev.sluice.upstream.Attempt;
import dev.sluice.upstream.Ending;
import dev.sluice.upstream.UpstreamAnswer;
import io.vertx.core.buffer.Buffer;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Hands what the attempts come to on to the caller, and holds them back while it does not read. */
final class Relay implements Audience {

  /** Who owns the exchange. */
  interface Owner {

    /** No other upstream will be asked any more. */
    void committed();

    /** The caller has been told all that there is. */
    void told();

    /** Whether the caller reads errors inside a stream alone. */
    boolean onlyHearsStreams();

    /** Whether a candidate speaks another protocol than the caller. */
    boolean foreign(Candidate from);

    /** The way of an answer of this candidate to the caller. */
    Passage passage(Candidate from);

    /** Whether the request is answered without any upstream; if so, it has been. */
    boolean answersItself(FinalAnswer outcome);
  }

  private final CallerAnswer answer;
  private final Silence silence;
  private final Settlement settlement;
  private final Owner owner;
  private @Nullable Failover failover;
  private @Nullable Passage passage;

  Relay(CallerAnswer answer, Silence silence, Settlement settlement, Owner owner) {
    this.answer = answer;
    this.silence = silence;
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
        .filter(_ -> passage != null)
        .ifPresentOrElse(attempt -> passage().tick(now, attempt), () -> silence.tickWaiting(now));
  }

  /** Stops asking, and tells the caller why. */
  void cutShort(Fault fault) {
    At at = flowing().map(attempt -> At.of(attempt.reading())).orElse(At.EVENT_END);
    abandon();
    if (passage == null) {
      answer.errors().refuse(fault, at);
    } else {
      passage.broken(fault, at);
    }
  }

  /** Stops asking; what was used until then is noted. */
  void abandon() {
    current().ifPresent(attempt -> settlement.usage(attempt.reading().usage()));
    Optional.ofNullable(failover).ifPresent(Failover::abandon);
    settlement.verdictOfLastAttempt();
  }

  @Override
  public void opened(UpstreamAnswer held, Candidate from) {
    passage = owner.passage(from);
    owner.committed();
    settlement.firstContent();
    noted(held.body().length());
    passage.opened(held, attempts());
    heard();
  }

  @Override
  public void bytes(Buffer chunk) {
    noted(chunk.length());
    passage().bytes(chunk);
    heard();
  }

  /*
   * An error that the upstream itself told ends its answer; what cannot be understood has to be
   * ended. So has an answer that the gateway stopped at a stop sequence which its upstream does not
   * know.
   */
  private void heard() {
    holdBackWhenFull();
    if (passage().hasAll() && !current().map(Attempt::saidAll).orElse(true)) {
      stop(usage -> new Ending.Complete(usage, new Verdict.Succeeded()));
      return;
    }
    passage()
        .misunderstood()
        .filter(_ -> current().filter(attempt -> attempt.reading().error().isEmpty()).isPresent())
        .ifPresent(fault ->
            stop(usage ->
                new Ending.Broken(
                    usage,
                    new Verdict.ChannelFailed("unreadable_stream"),
                    fault.message(),
                    false)));
  }

  private void stop(Function<Usage, Ending> ending) {
    Usage usage = current().map(attempt -> attempt.reading().usage()).orElse(Usage.UNKNOWN);
    Objects.requireNonNull(failover, "nobody is asked").stop(ending.apply(usage));
  }

  private Passage passage() {
    return Objects.requireNonNull(passage, "no answer yet");
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
    if (passage == null) {
      neverBegun();
      return;
    }
    switch (ending) {
      case Ending.Complete _ -> {
        passage().complete();
        passage().misunderstood().map(Fault::message).ifPresent(settlement::error);
      }
      case Ending.Broken(_, _, var reason, var insideEvent) -> {
        settlement.error(reason);
        passage()
            .broken(
                new Fault(
                    Fault.Kind.UPSTREAM_FAILED,
                    "Channel \"" + channelId() + "\" " + reason + "; ask again"),
                insideEvent ? At.INSIDE_EVENT : At.EVENT_END);
      }
    }
    owner.told();
  }

  /* A mistake of ours at the answer's first byte. */
  private void neverBegun() {
    var fault = new Fault(Fault.Kind.INTERNAL, "The gateway failed at the answer; see its log");
    settlement.error(fault.message());
    answer.errors().refuse(fault, At.EVENT_END);
    owner.told();
  }

  @Override
  public void exhausted(FinalAnswer outcome) {
    settlement.verdictOfLastAttempt();
    if (owner.answersItself(outcome)) {
      return;
    }
    switch (outcome) {
      case FinalAnswer.Relayed(var upstream, var from, var advice) -> {
        settlement.endedBy(EndedBy.UPSTREAM);
        settlement.error(ErrorText.of(upstream.body().getBytes()));
        if (owner.onlyHearsStreams()) {
          answer.errors().refuseInStream(Retelling.of(upstream));
        } else if (owner.foreign(from)) {
          var none = new FinalAnswer.Advice(false, 0);
          answer.errors().retell(upstream, from.channel().id(), attempts(), advice.orElse(none));
        } else {
          answer.errors().relay(upstream, from.channel().id(), attempts(), advice);
        }
      }
      case FinalAnswer.Own(var fault, var advice) -> {
        settlement.error(fault.message());
        if (owner.onlyHearsStreams()) {
          answer.errors().refuseInStream(fault);
        } else {
          answer.errors().refuse(fault, advice, attempts());
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
