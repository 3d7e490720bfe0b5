package dev.sluice.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.base.Glob;
import dev.sluice.limit.Limits;
import dev.sluice.protocol.Protocol;
import dev.sluice.protocol.convert.UpstreamOptions;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads one channel. */
final class ChannelReader {

  private static final List<String> KNOWN =
      List.of(
          "id",
          "name",
          "type",
          "baseUrl",
          "keys",
          "auth",
          "enabled",
          "priority",
          "weight",
          "groups",
          "models",
          "modelMap",
          "headers",
          "proxy",
          "timeouts",
          "http2",
          "maxConcurrent",
          "costMultiplier",
          "limits",
          "options");
  private static final Set<String> LATER = Set.of("schedule", "rules", "hedge");
  private static final List<String> LATER_TYPES = List.of("antigravity", "codex", "kiro");
  private static final int MAX_WEIGHT = 1_000_000;
  private static final int MAX_CONCURRENT = 1_000_000;
  private static final BigDecimal MAX_MULTIPLIER = BigDecimal.valueOf(1_000_000);

  private final KeyReader keys;
  private final ChannelIds ids;

  ChannelReader(KeyReader keys, ChannelIds ids) {
    this.keys = keys;
    this.ids = ids;
  }

  Optional<ChannelConfig> read(Place place) {
    return Members.of(place, KNOWN, LATER)
        .flatMap(members -> place.object().map(object -> read(members, object)));
  }

  /* A member that is wrong takes a stand-in: the document is refused as a whole anyway. */
  private ChannelConfig read(Members members, ObjectNode object) {
    String id = members.get("id").flatMap(ChannelReader::id).orElseGet(() -> ids.made(object));
    Protocol type = type(members);
    AuthScheme auth = auth(members);
    return new ChannelConfig(
        id,
        name(members, object, id),
        type,
        baseUrl(members, type),
        keys(members, auth, id),
        auth,
        members.flag("enabled", true),
        members.number("priority", 0, Integer.MIN_VALUE, Integer.MAX_VALUE),
        members.number("weight", 1, 1, MAX_WEIGHT),
        lines(members, "groups"),
        lines(members, "models").stream().map(Glob::new).toList(),
        modelMap(members),
        members.get("headers").flatMap(HeaderRulesReader::read).orElse(HeaderRules.NONE),
        members.getUnlessNull("proxy").flatMap(ChannelReader::proxy),
        members.get("timeouts").flatMap(ChannelReader::timeouts).orElse(Timeouts.DEFAULT),
        members.flag("http2", false),
        members.number("maxConcurrent", 0, 0, MAX_CONCURRENT),
        costMultiplier(members),
        members.getUnlessNull("limits").flatMap(ChannelLimitsReader::read).orElse(Limits.NONE),
        members.get("options").flatMap(OptionsReader::read).orElse(UpstreamOptions.DEFAULT));
  }

  private static String name(Members members, ObjectNode object, String id) {
    String host = ChannelIds.host(object.path("baseUrl").asText());
    boolean idIsGiven = object.has("id") || host.isEmpty();
    return members.get("name").flatMap(Place::line).orElse(idIsGiven ? id : host);
  }

  private static Protocol type(Members members) {
    List<String> types = List.of(Protocol.values()).stream().map(Protocol::id).toList();
    return members
        .required("type", Wording.oneOf(types))
        .flatMap(at -> at.choice(List.of(Protocol.values()), Protocol::id, LATER_TYPES))
        .orElse(Protocol.ANTHROPIC);
  }

  private static AuthScheme auth(Members members) {
    return members
        .get("auth")
        .flatMap(at -> at.choice(List.of(AuthScheme.values()), AuthScheme::id, List.of()))
        .orElse(AuthScheme.AUTO);
  }

  private static BigDecimal costMultiplier(Members members) {
    return members
        .get("costMultiplier")
        .flatMap(at -> at.decimal(BigDecimal.ZERO, MAX_MULTIPLIER))
        .orElse(BigDecimal.ONE);
  }

  private static Optional<String> id(Place place) {
    Optional<String> id = place.text();
    if (id.isPresent() && !id.get().matches(ChannelIds.PATTERN)) {
      place
          .problems()
          .add(
              place.pointer(),
              "no id (expected: up to 64 letters, digits, dots, dashes and underscores)");
      return Optional.empty();
    }
    return id;
  }

  private static String baseUrl(Members members, Protocol type) {
    Optional<Place> place = members.required("baseUrl", "http://... or https://...");
    Optional<String> text = place.flatMap(Place::line);
    try {
      text.ifPresent(url -> BaseUrl.parse(url, type));
    } catch (IllegalArgumentException e) {
      members
          .problems()
          .add(Place.below(members.pointer(), "baseUrl"), String.valueOf(e.getMessage()));
    }
    return text.orElse("");
  }

  private List<KeyConfig> keys(Members members, AuthScheme auth, String id) {
    if (auth == AuthScheme.PASSTHROUGH) {
      return members.get("keys").map(place -> keys.read(place, id)).orElse(List.of());
    }
    Optional<Place> place = members.required("keys", "an array with at least one key");
    if (place.isPresent() && place.get().node().isArray() && place.get().node().isEmpty()) {
      members
          .problems()
          .add(place.get().pointer(), "empty (expected: at least one key, or auth passthrough)");
    }
    return place.map(found -> keys.read(found, id)).orElse(List.of());
  }

  private static List<String> lines(Members members, String name) {
    var lines = new ArrayList<String>();
    for (Place item : members.items(name)) {
      item.line().ifPresent(lines::add);
    }
    return lines;
  }

  private static Map<Glob, String> modelMap(Members members) {
    Map<Glob, String> map = new LinkedHashMap<>();
    for (Place.Entry entry : members.get("modelMap").map(Place::entries).orElse(List.of())) {
      if (entry.name().isBlank()) {
        members.problems().add(entry.value().pointer(), "maps an empty name");
      }
      entry.value().line().ifPresent(to -> map.put(new Glob(entry.name()), to));
    }
    return map;
  }

  private static Optional<ProxyConfig> proxy(Place place) {
    return Members.of(place, List.of("url", "fallbackToDirect"))
        .flatMap(members -> {
          Optional<Place> url = members.required("url", "http://, https:// or socks5://HOST:PORT");
          boolean fallback = members.flag("fallbackToDirect", false);
          try {
            return url.flatMap(Place::line)
                .map(text -> new ProxyConfig(ProxyUrl.parse(text), fallback));
          } catch (IllegalArgumentException e) {
            members
                .problems()
                .add(Place.below(members.pointer(), "url"), String.valueOf(e.getMessage()));
            return Optional.empty();
          }
        });
  }

  private static Optional<Timeouts> timeouts(Place place) {
    return Members.of(place, List.of("connectMs", "firstByteMs", "idleMs"))
        .map(members ->
            new Timeouts(
                members.millis("connectMs", Timeouts.DEFAULT.connect()),
                members.millis("firstByteMs", Timeouts.DEFAULT.firstByte()),
                members.millis("idleMs", Timeouts.DEFAULT.idle())));
  }
}
