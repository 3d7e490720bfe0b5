package dev.sluice.upstream;

import dev.sluice.channel.Verdict;
import dev.sluice.protocol.Protocol;
import dev.sluice.upstream.ErrorBody.Form;
import dev.sluice.upstream.StatusRule.Words;
import java.time.Instant;
import java.util.Optional;

/**
 * Judges how an attempt ended: by transport, then status, then body code, then words.
 *
 * <p>Pure. The body may be the beginning of a longer one; only its first 64 KiB are looked at.
 */
public final class Classifier {

  /** Above every stream that a connection can have. */
  private static final int ANY_STREAM = Integer.MAX_VALUE;

  private Classifier() {}

  /**
   * Judges a whole answer that is not a stream. One with a 2xx that carries no error and is not
   * something else entirely (HTML, nothing) has succeeded.
   *
   * @param now what dates in headers and body are measured against
   */
  public static Verdict answer(
      Protocol protocol, int status, HeaderLookup headers, byte[] body, Instant now) {
    if (status >= 300 && status < 400) {
      return new Verdict.ChannelFailed("redirect " + status);
    }
    ErrorBody error = ErrorBody.of(body);
    if (status >= 200 && status < 300) {
      return success(protocol, headers, error, body, now);
    }
    return judge(status, headers, error, now);
  }

  /** Judges an error event that is the first thing a 200 stream says. */
  public static Verdict streamError(byte[] data, Instant now) {
    ErrorBody error = ErrorBody.of(data);
    return judge(error.status(), HeaderLookup.NONE, error, now);
  }

  /**
   * Judges an attempt that ended without an answer.
   *
   * @param sent whether anything of the request may have reached the upstream
   */
  public static Verdict transport(Throwable cause, boolean sent) {
    return TransportEnd.verdict(cause, sent, ANY_STREAM);
  }

  /** The same for an HTTP/2 stream, whose id says whether a GOAWAY left it unprocessed. */
  public static Verdict transport(Throwable cause, boolean sent, int streamId) {
    return TransportEnd.verdict(cause, sent, streamId);
  }

  private static Verdict success(
      Protocol protocol, HeaderLookup headers, ErrorBody error, byte[] body, Instant now) {
    String contentType = headers.get("content-type");
    if (contentType != null && contentType.startsWith("text/event-stream")) {
      return new Verdict.Succeeded();
    }
    return switch (error.form()) {
      case EMPTY -> new Verdict.ChannelFailed("empty answer");
      case HTML -> new Verdict.ChannelFailed("HTML instead of an answer");
      case TEXT -> new Verdict.ChannelFailed("text instead of an answer");
      case BROKEN ->
          body.length > ErrorBody.MAX_BYTES
              ? new Verdict.Succeeded()
              : new Verdict.ChannelFailed("broken answer");
      case JSON ->
          error.error()
              ? judge(error.status(), headers, error, now)
              : shape(AnswerShape.of(protocol).fits(error.members()));
    };
  }

  private static Verdict shape(boolean fits) {
    return fits ? new Verdict.Succeeded() : new Verdict.ChannelFailed("JSON that is no answer");
  }

  /**
   * @param status 0 when neither the answer nor its body names one
   */
  private static Verdict judge(int status, HeaderLookup headers, ErrorBody error, Instant now) {
    Waits waits = new Waits(headers, error, now);
    if (status == 429 && "rejected".equals(headers.get("anthropic-ratelimit-unified-status"))) {
      return new Verdict.QuotaExhausted(waits.reset());
    }
    StatusRule rule = status == 0 ? StatusRule.UNSTATED : StatusRule.of(status);
    if (status == 403 && error.form() == Form.HTML) {
      return new Verdict.ChannelFailed("403 from something in between");
    }
    if ((status == 400 || status == 0) && error.blamesRequest()) {
      return new Verdict.RequestRejected();
    }
    return meaning(status, rule, error)
        .map(meaning -> verdict(meaning, status, waits))
        .orElseGet(() -> otherwise(rule, status, waits));
  }

  private static Optional<Meaning> meaning(int status, StatusRule rule, ErrorBody error) {
    ErrorTexts texts = ErrorTexts.shipped();
    String text = status == 400 || status == 0 ? error.unquoted() : error.lower();
    return texts
        .byCode(error.codes(), rule.byCode())
        .or(() -> texts.byPhrase(text, status, rule.byPhrase()))
        .or(() -> rule.words() == Words.COUNT ? texts.byWord(text, status) : Optional.empty());
  }

  private static Verdict verdict(Meaning meaning, int status, Waits waits) {
    return switch (meaning) {
      case QUOTA -> new Verdict.QuotaExhausted(waits.reset());
      case RATE_LIMIT -> new Verdict.RateLimited(waits.pause());
      case BAD_KEY -> new Verdict.KeyRejected(true);
      case OVERLOADED -> new Verdict.Overloaded(waits.pause());
      case MODEL_MISSING -> new Verdict.ModelMissing();
      case REJECTED -> new Verdict.RequestRejected();
      case FAILED -> new Verdict.ChannelFailed(reason(status));
    };
  }

  private static Verdict otherwise(StatusRule rule, int status, Waits waits) {
    return switch (rule.otherwise()) {
      case QUOTA -> new Verdict.QuotaExhausted(waits.reset());
      case RATE_LIMIT -> new Verdict.RateLimited(waits.pause());
      case KEY_REFUSED -> new Verdict.KeyRejected(true);
      case KEY_RESTS -> new Verdict.KeyRejected(false);
      case OVERLOADED -> new Verdict.Overloaded(waits.pause());
      case REJECTED -> new Verdict.RequestRejected();
      case FAILED -> new Verdict.ChannelFailed(reason(status));
    };
  }

  private static String reason(int status) {
    return status == 0 ? "an error inside a 200" : "HTTP " + status;
  }
}
