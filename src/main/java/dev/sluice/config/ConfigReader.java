package dev.sluice.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.base.Glob;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the document whole: either every member of it is right, or all that is wrong is told. */
public final class ConfigReader {

  private static final List<String> KNOWN =
      List.of(
          "$schema",
          "strategy",
          "channels",
          "mappings",
          "retry",
          "breaker",
          "probe",
          "stream",
          "limits",
          "timeZone",
          "retention");
  private static final Set<String> LATER = Set.of("logHeaders");
  private static final List<String> LATER_STRATEGIES = List.of("economic");

  private final SecretSource secrets;

  public ConfigReader(SecretSource secrets) {
    this.secrets = secrets;
  }

  public Configuration read(byte[] bytes) throws InvalidConfiguration {
    return read(Document.parse(bytes));
  }

  public Configuration read(ObjectNode document) throws InvalidConfiguration {
    var problems = new Problems();
    Configuration configuration =
        Members.of(new Place(document, "", problems), KNOWN, LATER)
            .map(this::configuration)
            .orElse(Configuration.EMPTY);
    problems.throwIfAny();
    return configuration;
  }

  private Configuration configuration(Members members) {
    List<ChannelConfig> channels = members.get("channels").map(this::channels).orElse(List.of());
    return new Configuration(
        members
            .get("strategy")
            .flatMap(at -> at.choice(List.of(Strategy.values()), Strategy::id, LATER_STRATEGIES))
            .orElse(Strategy.FAILOVER),
        channels,
        mappings(members.items("mappings"), channels),
        members.get("retry").flatMap(SectionReader::retry).orElse(RetryConfig.DEFAULT),
        members.get("breaker").flatMap(SectionReader::breaker).orElse(BreakerConfig.DEFAULT),
        members.get("probe").flatMap(SectionReader::probe).orElse(ProbeConfig.DEFAULT),
        members.get("stream").flatMap(SectionReader::stream).orElse(StreamConfig.DEFAULT),
        members.get("limits").flatMap(SectionReader::limits).orElse(LimitsConfig.DEFAULT),
        members.getUnlessNull("timeZone").flatMap(ConfigReader::zone).orElse(ZoneOffset.UTC),
        members.get("retention").flatMap(SectionReader::retention).orElse(RetentionConfig.DEFAULT));
  }

  private static Optional<ZoneId> zone(Place place) {
    Optional<String> name = place.line();
    if (name.isPresent() && !ZoneId.getAvailableZoneIds().contains(name.get())) {
      place
          .problems()
          .add(
              place.pointer(),
              "no time zone \""
                  + name.get()
                  + "\" (expected: a name such as Europe/Berlin, Asia/Shanghai or UTC)");
      return Optional.empty();
    }
    return name.map(ZoneId::of);
  }

  private List<ChannelConfig> channels(Place place) {
    var reader = new ChannelReader(new KeyReader(secrets), new ChannelIds(place.node()));
    var channels = new ArrayList<ChannelConfig>();
    Map<String, String> pointers = new LinkedHashMap<>();
    for (Place item : place.items()) {
      reader
          .read(item)
          .ifPresent(channel -> {
            String before = pointers.putIfAbsent(channel.id(), item.pointer());
            if (before != null) {
              item.problems()
                  .add(
                      Place.below(item.pointer(), "id"),
                      "\""
                          + channel.id()
                          + "\" is already the id of "
                          + before
                          + " (expected: an id of its own)");
            }
            channels.add(channel);
          });
    }
    return channels;
  }

  private static List<Mapping> mappings(List<Place> items, List<ChannelConfig> channels) {
    List<String> ids = channels.stream().map(ChannelConfig::id).toList();
    var mappings = new ArrayList<Mapping>();
    for (Place item : items) {
      Members.of(item, List.of("from", "to", "channel"))
          .ifPresent(members -> {
            Optional<String> from = members.required("from", "a model's name").flatMap(Place::line);
            Optional<String> to = members.required("to", "a model's name").flatMap(Place::line);
            Optional<String> channel =
                members.getUnlessNull("channel").flatMap(at -> channel(at, ids));
            if (from.isPresent() && to.isPresent()) {
              mappings.add(new Mapping(new Glob(from.get()), to.get(), channel));
            }
          });
    }
    return mappings;
  }

  private static Optional<String> channel(Place place, List<String> ids) {
    Optional<String> id = place.line();
    if (id.isPresent() && !ids.contains(id.get())) {
      String known = ids.isEmpty() ? "there is none" : Problems.nearest(id.get(), ids);
      place.problems().add(place.pointer(), "no channel \"" + id.get() + "\" (" + known + ")");
    }
    return id;
  }
}
