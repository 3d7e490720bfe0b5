package dev.sluice.access;

import static dev.sluice.access.Waited.done;

import dev.sluice.access.AccessRepository.Change;
import dev.sluice.base.Secret;
import dev.sluice.config.Problem;
import dev.sluice.config.StoreSeal;
import dev.sluice.config.UnresolvedSecret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

/**
 * The one owner of issued keys and people: what it changes is kept and noted first, and holds for
 * requests from the moment on at which the call returns. Blocks; one change at a time.
 */
public final class Registry {

  private static final int ID_BYTES = 6;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final AccessRepository repository;
  private final StoreSeal seal;
  private final Issued issued;
  private final Restoring restoring;
  private final InstantSource clock;
  private boolean loaded;

  public Registry(
      AccessRepository repository,
      StoreSeal seal,
      Issued issued,
      Restoring restoring,
      InstantSource clock) {
    this.restoring = restoring;
    this.repository = repository;
    this.seal = seal;
    this.issued = issued;
    this.clock = clock;
  }

  /** A key and its text, which is not told again. */
  public record Handed(IssuedKey key, Secret secret) {}

  /** Takes over what is kept. */
  public synchronized void load() throws IOException {
    var digest = new KeyDigest(seal.lookUpKeys());
    var kept = done(repository.load());
    var directory = new Directory(digest, kept.keys(), kept.users());
    if (!loaded) {
      done(restoring.of(directory));
    }
    issued.swap(directory);
    loaded = true;
  }

  public synchronized Directory directory() throws IOException {
    if (!loaded) {
      load();
    }
    return issued.now();
  }

  public synchronized Handed issue(Terms wanted, String author) throws IOException, InvalidTerms {
    Terms terms = checked(wanted, _ -> false);
    Secret secret = IssuedSecret.fresh();
    String id = freshId("key");
    var credential = credential(id, secret, Optional.empty(), terms.revealable());
    var key =
        new IssuedKey(
            id, terms, IssuedSecret.prefix(secret).orElseThrow(), credential, clock.instant());
    keep(new Change.KeyIs(key), note(author, "issue key", key.id(), terms.name()));
    return new Handed(key, secret);
  }

  public synchronized IssuedKey revise(IssuedKey key, Terms wanted, String author, String action)
      throws IOException, InvalidTerms {
    Terms terms = checked(wanted, other -> other.id().equals(key.id()));
    var credential = key.credential();
    if (!terms.revealable()) {
      credential =
          new IssuedKey.Credential(credential.digest(), credential.former(), Optional.empty());
    }
    var revised = new IssuedKey(key.id(), terms, key.prefix(), credential, key.created());
    keep(new Change.KeyIs(revised), note(author, action, key.id(), terms.name()));
    return revised;
  }

  /**
   * Gives the key another text.
   *
   * @param grace how long the old one still works
   */
  public synchronized Handed rotate(IssuedKey key, Duration grace, String author)
      throws IOException {
    Secret secret = IssuedSecret.fresh();
    var former = new IssuedKey.Former(key.credential().digest(), clock.instant().plus(grace));
    var rotated =
        new IssuedKey(
            key.id(),
            key.terms(),
            IssuedSecret.prefix(secret).orElseThrow(),
            credential(key.id(), secret, Optional.of(former), key.terms().revealable()),
            key.created());
    keep(
        new Change.KeyIs(rotated),
        note(author, "rotate key", key.id(), "the old one works until " + former.until()));
    return new Handed(rotated, secret);
  }

  /** The text of a key that may be shown again; that it was shown is noted first. */
  public synchronized Optional<Secret> reveal(IssuedKey key, String author)
      throws IOException, UnresolvedSecret {
    Optional<String> sealed = key.credential().sealed();
    if (sealed.isEmpty()) {
      return Optional.empty();
    }
    done(
        repository.keep(
            Optional.empty(), note(author, "reveal key", key.id(), key.terms().name())));
    byte[] text = seal.open(Base64.getDecoder().decode(sealed.get()), key.subject());
    return Optional.of(Secret.of(new String(text, StandardCharsets.UTF_8)));
  }

  public synchronized void remove(IssuedKey key, String author) throws IOException {
    keep(new Change.KeyGone(key.id()), note(author, "remove key", key.id(), key.terms().name()));
  }

  public synchronized User welcome(User.Profile profile, String author)
      throws IOException, InvalidTerms {
    var user = new User(freshId("user"), checked(profile, _ -> false), clock.instant());
    keep(new Change.UserIs(user), note(author, "add user", user.id(), profile.name()));
    return user;
  }

  public synchronized User revise(User user, User.Profile profile, String author, String action)
      throws IOException, InvalidTerms {
    var revised =
        new User(
            user.id(), checked(profile, other -> other.id().equals(user.id())), user.created());
    keep(new Change.UserIs(revised), note(author, action, user.id(), profile.name()));
    return revised;
  }

  /** Somebody who still has keys stays. */
  public synchronized void remove(User user, String author) throws IOException, InvalidTerms {
    List<String> keys =
        directory().keys().stream()
            .filter(key -> key.terms().user().filter(user.id()::equals).isPresent())
            .map(key -> key.terms().name())
            .toList();
    if (!keys.isEmpty()) {
      throw new InvalidTerms(
          List.of(
              new Problem(
                  "",
                  "user \""
                      + user.profile().name()
                      + "\" has keys: "
                      + Fields.listed(keys)
                      + " (expected: none; remove them or give them to others first)")));
    }
    keep(
        new Change.UserGone(user.id()),
        note(author, "remove user", user.id(), user.profile().name()));
  }

  /** Notes what was done elsewhere. */
  public CompletionStage<AuditEntry> note(AuditNote note) {
    return repository.keep(Optional.empty(), note);
  }

  /** Whether the trail holds together from its first entry on. */
  public AuditCheck check() throws IOException {
    return done(repository.check());
  }

  public List<AuditEntry> trail(long before, int limit) throws IOException {
    return done(repository.trail(before, limit));
  }

  private Terms checked(Terms terms, Predicate<IssuedKey> itself) throws IOException, InvalidTerms {
    var problems = new ArrayList<Problem>();
    if (directory().key(terms.name()).filter(itself.negate()).isPresent()) {
      problems.add(taken(terms.name()));
    }
    Optional<User> user = Optional.empty();
    if (terms.user().isPresent()) {
      user = directory().user(terms.user().get());
      if (user.isEmpty()) {
        problems.add(
            new Problem(
                "/user", "no user \"" + terms.user().get() + "\" (sluice user list shows all)"));
      }
    }
    if (!problems.isEmpty()) {
      throw new InvalidTerms(problems);
    }
    return user.map(owner -> terms.ofUser(owner.id())).orElse(terms);
  }

  private User.Profile checked(User.Profile profile, Predicate<User> itself)
      throws IOException, InvalidTerms {
    if (directory().user(profile.name()).filter(itself.negate()).isPresent()) {
      throw new InvalidTerms(List.of(taken(profile.name())));
    }
    return profile;
  }

  private static Problem taken(String name) {
    return new Problem("/name", "\"" + name + "\" is taken (expected: another name)");
  }

  private IssuedKey.Credential credential(
      String id, Secret secret, Optional<IssuedKey.Former> former, boolean revealable)
      throws IOException {
    byte[] text = secret.reveal().getBytes(StandardCharsets.UTF_8);
    Optional<String> sealed =
        revealable
            ? Optional.of(Base64.getEncoder().encodeToString(seal.close(text, "key:" + id)))
            : Optional.empty();
    return new IssuedKey.Credential(KeyDigest.digest(seal.lookUpKey(), secret), former, sealed);
  }

  private void keep(Change change, AuditNote note) throws IOException {
    done(repository.keep(Optional.of(change), note));
    load();
  }

  private AuditNote note(String author, String action, String target, String detail) {
    return new AuditNote(clock.instant(), author, action, target, detail);
  }

  private static String freshId(String kind) {
    byte[] bits = new byte[ID_BYTES];
    RANDOM.nextBytes(bits);
    return kind + "_" + HexFormat.of().formatHex(bits);
  }
}
