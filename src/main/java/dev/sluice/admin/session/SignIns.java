package dev.sluice.admin.session;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.PubSecKeyOptions;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Opens, recognises and ends sessions, for one event loop. Nothing is stored of an open one. */
public final class SignIns {

  private static final String ALGORITHM = "HS256";
  private static final String ISSUER = "sluice";
  private static final String AUDIENCE = "panel";
  private static final int ID_BYTES = 18;
  private static final int MOST_CHARACTERS = 2048;

  private final SignInRules rules;
  private final JWTAuth tokens;
  private final SecureRandom random = new SecureRandom();

  private SignIns(SignInRules rules, JWTAuth tokens) {
    this.rules = rules;
    this.tokens = tokens;
  }

  public static SignIns on(Vertx vertx, SignInRules rules) {
    var key =
        new PubSecKeyOptions()
            .setAlgorithm(ALGORITHM)
            .setBuffer(Buffer.buffer(rules.key().signing()));
    var expected = new JWTOptions().setIssuer(ISSUER).addAudience(AUDIENCE);
    var options = new JWTAuthOptions().addPubSecKey(key).setJWTOptions(expected);
    return new SignIns(rules, JWTAuth.create(vertx, options));
  }

  /**
   * A session and the token that stands for it.
   *
   * @param token for the cookie alone
   * @param kept how long the browser keeps it; empty: until it is closed
   */
  public record Opened(SignIn signIn, String token, Optional<Duration> kept) {

    @Override
    public String toString() {
      return signIn.toString();
    }
  }

  public Opened open(String mark, boolean remember) {
    byte[] bits = new byte[ID_BYTES];
    random.nextBytes(bits);
    String id = Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    Duration lasts = remember ? SignInRules.REMEMBERED : rules.lasts();
    Instant expiresAt = rules.clock().instant().plus(lasts);
    var options =
        new JWTOptions()
            .setAlgorithm(ALGORITHM)
            .setIssuer(ISSUER)
            .addAudience(AUDIENCE)
            .setSubject(mark)
            .setExpiresInSeconds(Math.toIntExact(lasts.toSeconds()));
    String token = tokens.generateToken(new JsonObject().put("jti", id), options);
    var signIn = new SignIn(id, mark, expiresAt, csrf(id));
    return new Opened(signIn, token, remember ? Optional.of(lasts) : Optional.empty());
  }

  /** The session that a token stands for; empty: none, or none any more. */
  public Future<Optional<SignIn>> read(String token) {
    if (token.isEmpty() || token.length() > MOST_CHARACTERS) {
      return Future.succeededFuture(Optional.empty());
    }
    return tokens
        .authenticate(new TokenCredentials(token))
        .map(user -> signIn(user.attributes().getJsonObject("accessToken")))
        .otherwise(Optional.empty());
  }

  private Optional<SignIn> signIn(JsonObject claims) {
    String id = claims.getString("jti");
    String mark = claims.getString("sub");
    Long expires = claims.getLong("exp");
    if (id == null || mark == null || expires == null || rules.ended().has(id)) {
      return Optional.empty();
    }
    return Optional.of(new SignIn(id, mark, Instant.ofEpochSecond(expires), csrf(id)));
  }

  /** Whether a session that was read some time ago is still one. */
  public boolean lasts(SignIn signIn) {
    return !rules.ended().has(signIn.id()) && rules.clock().instant().isBefore(signIn.expiresAt());
  }

  /** It counts no more, wherever its cookie may have been copied to. */
  public void end(SignIn signIn) {
    rules.ended().add(signIn.id());
  }

  /** Whether a page that shows this token is one of the session's. */
  public static boolean proves(SignIn signIn, String shown) {
    return MessageDigest.isEqual(
        signIn.csrf().getBytes(StandardCharsets.US_ASCII), shown.getBytes(StandardCharsets.UTF_8));
  }

  private String csrf(String id) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(rules.key().csrf(), "HmacSHA256"));
      byte[] tag = mac.doFinal(id.getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(tag);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HMAC with SHA-256", e);
    }
  }
}
