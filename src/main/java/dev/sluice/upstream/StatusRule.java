package dev.sluice.upstream;

import static dev.sluice.upstream.Meaning.BAD_KEY;
import static dev.sluice.upstream.Meaning.FAILED;
import static dev.sluice.upstream.Meaning.MODEL_MISSING;
import static dev.sluice.upstream.Meaning.OVERLOADED;
import static dev.sluice.upstream.Meaning.QUOTA;
import static dev.sluice.upstream.Meaning.RATE_LIMIT;
import static dev.sluice.upstream.Meaning.REJECTED;

import java.util.EnumSet;
import java.util.Set;

/**
 * How far a body may bend what its status says.
 *
 * @param byCode what a known code may make of it
 * @param byPhrase what an unmistakable phrase may make of it
 * @param otherwise what the status says alone
 */
record StatusRule(Set<Meaning> byCode, Set<Meaning> byPhrase, Words words, Otherwise otherwise) {

  /** Whether single words such as {@code quota} count. */
  enum Words {
    COUNT,
    SAY_NOTHING
  }

  enum Otherwise {
    QUOTA,
    RATE_LIMIT,
    KEY_REFUSED,
    KEY_RESTS,
    OVERLOADED,
    REJECTED,
    FAILED
  }

  private static final Set<Meaning> ANY = EnumSet.allOf(Meaning.class);
  private static final Set<Meaning> NONE = Set.of();

  /** An error that came with no status of its own: in a 200 body or stream. */
  static final StatusRule UNSTATED = new StatusRule(ANY, ANY, Words.COUNT, Otherwise.FAILED);

  /*
   * A status that blames the request (400) yields only to what cannot be an echo of the request:
   * otherwise a prompt about "invalid tokens" would take out every key, one after the other.
   * A status that blames the upstream (5xx) never touches keys on a mere phrase.
   */
  private static final StatusRule BAD_REQUEST =
      new StatusRule(
          ANY,
          EnumSet.of(QUOTA, BAD_KEY, MODEL_MISSING, REJECTED, FAILED),
          Words.SAY_NOTHING,
          Otherwise.REJECTED);
  private static final StatusRule UNAUTHORIZED =
      new StatusRule(Set.of(QUOTA), Set.of(QUOTA), Words.SAY_NOTHING, Otherwise.KEY_REFUSED);
  private static final StatusRule FORBIDDEN =
      new StatusRule(ANY, ANY, Words.COUNT, Otherwise.KEY_RESTS);
  private static final StatusRule NOT_FOUND =
      new StatusRule(
          EnumSet.of(MODEL_MISSING, REJECTED),
          EnumSet.of(MODEL_MISSING, REJECTED),
          Words.SAY_NOTHING,
          Otherwise.FAILED);
  private static final StatusRule TOO_LARGE =
      new StatusRule(Set.of(RATE_LIMIT), Set.of(RATE_LIMIT), Words.SAY_NOTHING, Otherwise.REJECTED);
  private static final StatusRule TOO_MANY =
      new StatusRule(
          EnumSet.of(OVERLOADED, QUOTA, RATE_LIMIT, REJECTED),
          EnumSet.of(OVERLOADED, QUOTA, RATE_LIMIT, REJECTED),
          Words.COUNT,
          Otherwise.RATE_LIMIT);
  private static final StatusRule SERVER_ERROR =
      new StatusRule(ANY, EnumSet.of(OVERLOADED, REJECTED), Words.SAY_NOTHING, Otherwise.FAILED);

  static StatusRule of(int status) {
    return switch (status) {
      case 400 -> BAD_REQUEST;
      case 401 -> UNAUTHORIZED;
      case 402 -> fixed(Otherwise.QUOTA);
      case 403 -> FORBIDDEN;
      case 404, 410 -> NOT_FOUND;
      case 409, 411, 415, 422, 424, 431, 451 -> fixed(Otherwise.REJECTED);
      case 413 -> TOO_LARGE;
      case 429 -> TOO_MANY;
      case 498, 529 -> fixed(Otherwise.OVERLOADED);
      default -> status >= 500 ? SERVER_ERROR : fixed(Otherwise.FAILED);
    };
  }

  private static StatusRule fixed(Otherwise otherwise) {
    return new StatusRule(NONE, NONE, Words.SAY_NOTHING, otherwise);
  }
}
