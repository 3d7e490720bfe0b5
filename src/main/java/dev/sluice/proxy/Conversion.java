package dev.sluice.proxy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.channel.Channel;
import dev.sluice.protocol.Fault;
import dev.sluice.protocol.Json;
import dev.sluice.protocol.MalformedRequest;
import dev.sluice.protocol.Protocol;
import dev.sluice.protocol.convert.AnswerTranslation;
import dev.sluice.protocol.convert.Asked;
import dev.sluice.protocol.convert.CallerRequest;
import dev.sluice.protocol.convert.CallerSide;
import dev.sluice.protocol.convert.CountRequest;
import dev.sluice.protocol.convert.Inexpressible;
import dev.sluice.protocol.convert.Losses;
import dev.sluice.protocol.convert.Target;
import dev.sluice.protocol.convert.Telling;
import dev.sluice.protocol.convert.UpstreamOptions;
import dev.sluice.protocol.convert.UpstreamRequest;
import dev.sluice.protocol.convert.UpstreamSide;
import dev.sluice.routing.Candidate;
import dev.sluice.upstream.Order;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request in the protocols of those channels that do not speak its caller's, and their answers
 * in the caller's. What was written once is kept: a second key of a channel is asked the same.
 */
final class Conversion {

  private static final Logger log = LoggerFactory.getLogger(Conversion.class);

  private final Call call;
  private final Telling telling;
  private final Map<Target, Written> written = new HashMap<>();
  private final Losses losses = new Losses();
  private @Nullable CallerRequest caller;

  /**
   * @param losses of reading and of writing
   */
  record Written(UpstreamRequest request, Losses losses) {}

  Conversion(Call call, Telling telling) {
    this.call = call;
    this.telling = telling;
  }

  /** Whether a candidate can only be asked in another protocol. */
  boolean concerns(Candidate candidate) {
    return candidate.channel().config().type() != protocol();
  }

  private Protocol protocol() {
    return call.endpoint().protocol();
  }

  Written to(Candidate candidate) throws CannotAsk {
    Target target = target(candidate);
    Written before = written.get(target);
    if (before != null) {
      return before;
    }
    var lost = new Losses();
    try {
      var request = side(candidate).write(caller().message(), target, lost);
      lost.addAll(losses);
      var made = new Written(request, lost);
      written.put(target, made);
      return made;
    } catch (Inexpressible e) {
      throw cannot(candidate.channel(), e);
    } catch (RuntimeException | StackOverflowError e) {
      throw failed(e);
    }
  }

  /** The question for the number of tokens; empty where the upstream does not count. */
  Optional<CountRequest> count(Candidate candidate) throws CannotAsk {
    try {
      return side(candidate).count(caller().message(), target(candidate));
    } catch (Inexpressible e) {
      throw cannot(candidate.channel(), e);
    } catch (RuntimeException | StackOverflowError e) {
      throw failed(e);
    }
  }

  /** The answer on its way back from a candidate that was asked. */
  AnswerTranslation answerOf(Candidate candidate) throws CannotAsk {
    return new AnswerTranslation(
        to(candidate).request(),
        caller(),
        telling,
        candidate.channel().id(),
        call.shape() != Order.Shape.WHOLE);
  }

  /** The request as it was understood. */
  CallerRequest caller() throws CannotAsk {
    if (caller == null) {
      caller = read();
    }
    return caller;
  }

  private CallerRequest read() throws CannotAsk {
    var asked =
        new Asked(
            call.endpoint().model(),
            call.endpoint().task() == Endpoint.Task.STREAM,
            call.shape() == Order.Shape.ARRAY,
            name -> Optional.ofNullable(call.headers().get(name)));
    try {
      return CallerSide.of(protocol()).read(asked, body(), losses);
    } catch (MalformedRequest e) {
      throw new CannotAsk(Intake.faultOf(e));
    } catch (Inexpressible e) {
      throw new CannotAsk(new Fault(Fault.Kind.INVALID_REQUEST, e.why()));
    } catch (RuntimeException | StackOverflowError e) {
      throw failed(e);
    }
  }

  /* A mistake of ours in the midst of a conversion must not leave the caller waiting. */
  private static CannotAsk failed(Throwable mistake) {
    log.error("A request could not be converted", mistake);
    return new CannotAsk(
        new Fault(Fault.Kind.INTERNAL, "The gateway failed to convert the request; see its log"));
  }

  private ObjectNode body() throws CannotAsk {
    return Json.tree(call.body())
        .filter(JsonNode::isObject)
        .map(ObjectNode.class::cast)
        .orElseThrow(() ->
            new CannotAsk(
                new Fault(Fault.Kind.INVALID_REQUEST, "the body is no JSON; send one object")));
  }

  private static UpstreamSide side(Candidate candidate) {
    return UpstreamSide.of(candidate.channel().config().type());
  }

  private static Target target(Candidate candidate) {
    Channel channel = candidate.channel();
    return new Target(
        channel.id(),
        candidate.model(),
        UpstreamOptions.of(
            channel.config().type(),
            channel.base().authority(),
            candidate.model(),
            channel.config().options()));
  }

  private static CannotAsk cannot(Channel channel, Inexpressible why) {
    return new CannotAsk(
        new Fault(
            Fault.Kind.INVALID_REQUEST,
            why.why()
                + " (channel \""
                + channel.id()
                + "\", "
                + channel.config().type().id()
                + ")"));
  }
}
