package dev.sluice.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.base.Glob;
import dev.sluice.config.LimitsJson;
import dev.sluice.config.Problem;
import dev.sluice.protocol.Protocol;
import dev.sluice.protocol.message.Effort;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The terms of keys and the profiles of people as the API and the store write them. */
public final class TermsJson {

  private final Expiry expiry;

  public TermsJson(Expiry expiry) {
    this.expiry = expiry;
  }

  public Terms terms(ObjectNode json) throws InvalidTerms {
    var problems = new ArrayList<Problem>();
    var fields =
        new Fields(json, "", problems)
            .only(
                "name",
                "user",
                "note",
                "tags",
                "enabled",
                "expiresAt",
                "models",
                "protocols",
                "clients",
                "addresses",
                "groups",
                "slots",
                "budgets",
                "rpm",
                "tpm",
                "concurrent",
                "sessions",
                "revealable");
    var terms =
        new Terms(
            name(fields),
            fields.text("user"),
            fields.text("note").orElse(""),
            fields.texts("tags"),
            fields.flag("enabled", true),
            expires(fields),
            reach(fields),
            slots(json, problems),
            fields.limits(),
            fields.flag("revealable", false));
    return checked(terms, problems);
  }

  public User.Profile profile(ObjectNode json) throws InvalidTerms {
    var problems = new ArrayList<Problem>();
    var fields =
        new Fields(json, "", problems)
            .only(
                "name",
                "note",
                "role",
                "enabled",
                "expiresAt",
                "budgets",
                "rpm",
                "tpm",
                "concurrent",
                "sessions");
    var profile =
        new User.Profile(
            name(fields),
            fields.text("note").orElse(""),
            fields.value("role", Role::of, "admin or member").orElse(Role.MEMBER),
            fields.flag("enabled", true),
            expires(fields),
            fields.limits());
    return checked(profile, problems);
  }

  private static <T> T checked(T read, List<Problem> problems) throws InvalidTerms {
    if (!problems.isEmpty()) {
      throw new InvalidTerms(problems);
    }
    return read;
  }

  private static String name(Fields fields) {
    if (!fields.has("name")) {
      fields.problem("name", "missing (expected: what to call it)");
    }
    return fields.text("name").orElse("");
  }

  private Optional<Instant> expires(Fields fields) {
    return fields.value("expiresAt", expiry::of, Expiry.EXPECTED);
  }

  private static Reach reach(Fields fields) {
    return new Reach(
        fields.texts("models").stream().map(Glob::new).toList(),
        Set.copyOf(
            fields.values("protocols", Protocol::of, names(Protocol.values(), Protocol::id))),
        Set.copyOf(
            fields.values("clients", ClientKind::of, names(ClientKind.values(), ClientKind::id))),
        fields.values("addresses", AddressRange::of, "an address or a range such as 10.0.0.0/8"),
        Set.copyOf(fields.texts("groups")));
  }

  private static Map<SlotName, Slot> slots(ObjectNode json, List<Problem> problems) {
    var slots = new EnumMap<SlotName, Slot>(SlotName.class);
    JsonNode all = json.path("slots");
    if (json.hasNonNull("slots") && !all.isObject()) {
      problems.add(new Problem("/slots", "is no object (expected: slots by name)"));
    }
    for (var entry : all.properties()) {
      Optional<SlotName> name = SlotName.of(entry.getKey());
      String at = "/slots/" + entry.getKey();
      if (name.isEmpty()) {
        String expected = names(SlotName.values(), SlotName::id);
        problems.add(new Problem(at, "unknown (expected: " + expected + ")"));
      } else if (!entry.getValue().isNull()) {
        slots.put(name.get(), slot(entry.getValue(), at, problems));
      }
    }
    return slots;
  }

  private static Slot slot(JsonNode json, String at, List<Problem> problems) {
    var fields = new Fields(json, at, problems).only("channel", "model", "effort");
    for (String needed : List.of("channel", "model")) {
      if (!fields.has(needed)) {
        fields.problem(needed, "missing");
      }
    }
    return new Slot(
        fields.text("channel").orElse(""),
        fields.text("model").orElse(""),
        fields.value("effort", Effort::of, names(Effort.values(), Effort::text)).map(Effort::text));
  }

  private static <T> String names(T[] values, Function<T, String> name) {
    return Arrays.stream(values).map(name).collect(Collectors.joining(", "));
  }

  public static ObjectNode of(Terms terms) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("name", terms.name());
    json.put("user", terms.user().orElse(null));
    json.put("note", terms.note().isEmpty() ? null : terms.note());
    put(json.putArray("tags"), terms.tags());
    json.put("enabled", terms.enabled());
    json.put("expiresAt", terms.expires().map(Instant::toString).orElse(null));
    Reach reach = terms.reach();
    put(json.putArray("models"), reach.models().stream().map(Glob::pattern).toList());
    put(json.putArray("protocols"), sorted(reach.protocols(), Protocol::id));
    put(json.putArray("clients"), sorted(reach.clients(), ClientKind::id));
    put(json.putArray("addresses"), sorted(reach.addresses(), AddressRange::text));
    put(json.putArray("groups"), sorted(reach.groups(), Function.identity()));
    ObjectNode slots = json.putObject("slots");
    for (SlotName name : SlotName.values()) {
      Optional.ofNullable(terms.slots().get(name))
          .ifPresent(slot ->
              slots
                  .putObject(name.id())
                  .put("channel", slot.channel())
                  .put("model", slot.model())
                  .put("effort", slot.effort().orElse(null)));
    }
    LimitsJson.put(json, terms.limits());
    return json.put("revealable", terms.revealable());
  }

  public static ObjectNode of(User.Profile profile) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("name", profile.name());
    json.put("note", profile.note().isEmpty() ? null : profile.note());
    json.put("role", profile.role().id());
    json.put("enabled", profile.enabled());
    json.put("expiresAt", profile.expires().map(Instant::toString).orElse(null));
    LimitsJson.put(json, profile.limits());
    return json;
  }

  private static void put(ArrayNode array, Collection<String> texts) {
    texts.forEach(array::add);
  }

  private static <T> List<String> sorted(Collection<T> values, Function<T, String> name) {
    return values.stream().map(name).sorted().toList();
  }
}
