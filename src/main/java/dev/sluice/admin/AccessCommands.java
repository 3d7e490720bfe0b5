package dev.sluice.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.access.Directory;
import dev.sluice.access.InvalidTerms;
import dev.sluice.access.IssuedKey;
import dev.sluice.access.TermsJson;
import dev.sluice.access.User;
import dev.sluice.admin.CommandFailed.Reason;
import dev.sluice.base.NearestNames;
import dev.sluice.base.Secret;
import dev.sluice.config.UnresolvedSecret;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** What operators do with issued keys and people. Blocks. */
public final class AccessCommands {

  /** How long a replaced key works when nobody says otherwise. */
  public static final Duration GRACE = Duration.ofHours(24);

  private final AccessDesk desk;
  private final AccessView view;
  private final String author;

  public AccessCommands(AccessDesk desk, InstantSource clock, String author) {
    this.desk = desk;
    this.view = new AccessView(desk.budgets(), clock);
    this.author = author;
  }

  public List<ObjectNode> keys() throws IOException {
    Directory directory = directory();
    return directory.keys().stream().map(key -> view.of(key, directory)).toList();
  }

  public ObjectNode key(String idOrName) throws IOException, CommandFailed {
    return view.of(find(idOrName), directory());
  }

  /** With the key's text, which is not told again. */
  public ObjectNode issue(ObjectNode terms) throws IOException, CommandFailed {
    try {
      var handed = desk.registry().issue(desk.json().terms(terms), author);
      return view.of(handed, directory());
    } catch (InvalidTerms e) {
      throw new InvalidBody(e);
    }
  }

  public ObjectNode edit(String idOrName, ObjectNode patch) throws IOException, CommandFailed {
    IssuedKey key = find(idOrName);
    ObjectNode terms = TermsJson.of(key.terms());
    MergePatch.apply(terms, patch);
    try {
      var revised =
          desk.registry().revise(key, desk.json().terms(terms), author, verb(patch, "key"));
      return view.of(revised, directory());
    } catch (InvalidTerms e) {
      throw new InvalidBody(e);
    }
  }

  public ObjectNode rotate(String idOrName, Duration grace) throws IOException, CommandFailed {
    return view.of(desk.registry().rotate(find(idOrName), grace, author), directory());
  }

  public Secret reveal(String idOrName) throws IOException, CommandFailed, UnresolvedSecret {
    IssuedKey key = find(idOrName);
    Optional<Secret> text = desk.registry().reveal(key, author);
    return text.orElseThrow(() ->
        new CommandFailed(
            Reason.NOT_FOUND,
            "key \""
                + key.terms().name()
                + "\" was not made to be shown again (rotate it, or make one with revealable)"));
  }

  /** The name of what is gone. */
  public String remove(String idOrName) throws IOException, CommandFailed {
    IssuedKey key = find(idOrName);
    desk.registry().remove(key, author);
    return key.terms().name();
  }

  public List<ObjectNode> users() throws IOException {
    Directory directory = directory();
    return directory.users().stream().map(user -> view.of(user, directory)).toList();
  }

  public ObjectNode user(String idOrName) throws IOException, CommandFailed {
    return view.of(findUser(idOrName), directory());
  }

  public ObjectNode addUser(ObjectNode profile) throws IOException, CommandFailed {
    try {
      User user = desk.registry().welcome(desk.json().profile(profile), author);
      return view.of(user, directory());
    } catch (InvalidTerms e) {
      throw new InvalidBody(e);
    }
  }

  public ObjectNode editUser(String idOrName, ObjectNode patch) throws IOException, CommandFailed {
    User user = findUser(idOrName);
    ObjectNode profile = TermsJson.of(user.profile());
    MergePatch.apply(profile, patch);
    try {
      User revised =
          desk.registry().revise(user, desk.json().profile(profile), author, verb(patch, "user"));
      return view.of(revised, directory());
    } catch (InvalidTerms e) {
      throw new InvalidBody(e);
    }
  }

  public String removeUser(String idOrName) throws IOException, CommandFailed {
    User user = findUser(idOrName);
    try {
      desk.registry().remove(user, author);
      return user.profile().name();
    } catch (InvalidTerms e) {
      throw new InvalidBody(e);
    }
  }

  private Directory directory() throws IOException {
    return desk.registry().directory();
  }

  private IssuedKey find(String idOrName) throws IOException, CommandFailed {
    Directory directory = directory();
    List<String> names = directory.keys().stream().map(key -> key.terms().name()).toList();
    return directory.key(idOrName).orElseThrow(() -> missing("key", "apikey", idOrName, names));
  }

  private User findUser(String idOrName) throws IOException, CommandFailed {
    Directory directory = directory();
    List<String> names = directory.users().stream().map(user -> user.profile().name()).toList();
    return directory.user(idOrName).orElseThrow(() -> missing("user", "user", idOrName, names));
  }

  private static CommandFailed missing(
      String what, String command, String wanted, List<String> names) {
    List<String> near = NearestNames.of(wanted, names, 1);
    return new CommandFailed(
        Reason.NOT_FOUND,
        "no "
            + what
            + " \""
            + wanted
            + "\""
            + (near.isEmpty() ? "" : "; did you mean " + near.getFirst() + "?")
            + " (sluice "
            + command
            + " list shows all)");
  }

  /* The trail says what an edit was about, not only that there was one. */
  private static String verb(ObjectNode patch, String what) {
    if (patch.size() == 1 && patch.path("enabled").isBoolean()) {
      return (patch.path("enabled").asBoolean() ? "enable " : "disable ") + what;
    }
    return "edit " + what;
  }
}
