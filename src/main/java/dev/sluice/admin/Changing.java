package dev.sluice.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.access.AuditNote;
import dev.sluice.channel.Channel;
import dev.sluice.channel.ChannelTopics;
import dev.sluice.config.ConfigFile;
import dev.sluice.config.Configuration;
import dev.sluice.config.InvalidConfiguration;
import dev.sluice.config.Strategy;
import dev.sluice.config.UnresolvedSecret;
import dev.sluice.routing.RoutingTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One operation that changes something: first done, then, once the gateway holds it, answered. */
final class Changing {

  private static final Reply DONE = Reply.empty();

  private final Glance glance;
  private final Reading reading;
  private final ConfigFile file;
  private final AdminCall call;
  private @Nullable Changed changed;
  private String channel = "";
  private String key = "";
  private int place;

  Changing(Glance glance, ConfigFile file, AdminCall call) {
    this.glance = glance;
    this.reading = new Reading(glance, file);
    this.file = file;
    this.call = call;
  }

  /** Blocks. Fails, or has changed the document. */
  Reply apply() throws IOException, InvalidConfiguration, CommandFailed, UnresolvedSecret {
    ConfigFile at = call.at(file);
    var channels = new ChannelCommands(at, call.author());
    var edits = new ChannelEdits(at, call.author());
    return switch (call.operation()) {
      case ADD_CHANNEL -> done(edits.add(call.body()));
      case REPLACE_CHANNEL -> done(edits.replace(id(), call.body()));
      case EDIT_CHANNEL -> done(edits.merge(id(), call.body()));
      case REMOVE_CHANNEL -> done(channels.remove(id()));
      case ACTIVATE_CHANNEL -> done(channels.enable(id()));
      case DEACTIVATE_CHANNEL -> done(channels.disable(id()));
      case ORDER_CHANNELS -> done(edits.order(texts(call.body().path("ids"))));
      case ADD_KEY -> done(new KeyEdits(at, call.author()).add(id(), call.body()));
      case EDIT_KEY ->
          done(new KeyEdits(at, call.author()).merge(id(), call.parameter("key"), call.body()));
      case REMOVE_KEY ->
          done(new KeyCommands(at, call.author()).remove(id(), call.parameter("key")));
      case RESET_KEY -> recover();
      case SET_STRATEGY -> done(new StrategyCommands(at, call.author()).set(strategy()));
      case ADD_MAPPING -> done(new MappingCommands(at, call.author()).add(call.body()));
      case REPLACE_MAPPING ->
          done(new MappingCommands(at, call.author()).replace(id(), call.body()));
      case REMOVE_MAPPING -> done(new MappingCommands(at, call.author()).remove(id()));
      case REPLACE_CONFIGURATION ->
          done(new DocumentEdits(at, call.author()).replace(call.body(), summary()));
      case SET_VALUE ->
          done(
              new DocumentEdits(at, call.author())
                  .set(call.body().path("pointer").asText(), call.body().path("value")));
      case ROLL_BACK -> done(new ConfigCommands(at, call.author()).rollback(revision()));
      default -> throw new IllegalStateException(call.operation() + " is answered elsewhere");
    };
  }

  /** The key that is tried again, and its channel; empty when nothing was reset. */
  Optional<ChannelTopics.KeyChanged> reset() {
    return call.operation() == Operation.RESET_KEY && !key.isEmpty()
        ? Optional.of(new ChannelTopics.KeyChanged(channel, key))
        : Optional.empty();
  }

  /** What was done, for the audit trail. */
  AuditNote note() {
    String target = call.path().getOrDefault("key", call.path().getOrDefault("id", ""));
    return new AuditNote(
        glance.clock().instant(),
        call.author(),
        call.operation().id(),
        target,
        changed == null ? "" : changed.what());
  }

  /** What the gateway holds now. */
  Reply reply() throws IOException, InvalidConfiguration, CommandFailed {
    RoutingTable table = glance.routes().now();
    Reply shown =
        switch (call.operation()) {
          case ADD_CHANNEL -> Reply.of(201, view(table));
          case REPLACE_CHANNEL, EDIT_CHANNEL, ACTIVATE_CHANNEL, DEACTIVATE_CHANNEL ->
              Reply.of(200, view(table));
          case ORDER_CHANNELS -> Reply.of(200, Page.of(reading.channels(table)));
          case ADD_KEY -> Reply.of(201, keyView(table));
          case EDIT_KEY, RESET_KEY -> Reply.of(200, keyView(table));
          case SET_STRATEGY -> Reply.of(200, Reading.strategy(table));
          case ADD_MAPPING -> Reply.of(201, mapping(table));
          case REPLACE_MAPPING -> Reply.of(200, mapping(table));
          case REPLACE_CONFIGURATION, SET_VALUE, ROLL_BACK -> reading.configuration();
          default -> Reply.empty();
        };
    return changed == null ? shown : shown.after(changed);
  }

  private String id() {
    return call.parameter("id");
  }

  private long revision() {
    return RevisionJson.number(call.body().path(RevisionJson.NUMBER).asText());
  }

  private String summary() {
    return call.query().getOrDefault("summary", "replace the configuration");
  }

  private Strategy strategy() {
    String wanted = call.body().path("strategy").asText();
    return Stream.of(Strategy.values())
        .filter(each -> each.id().equals(wanted))
        .findFirst()
        .orElseThrow();
  }

  private Reply recover() throws CommandFailed {
    RoutingTable table = glance.routes().now();
    Channel owner = Reading.channel(table, call);
    channel = owner.id();
    key = owner.config().keys().get(Lookup.key(owner.config(), call.parameter("key"))).id();
    owner.state().recover(key);
    return DONE;
  }

  private Reply done(Changed result) throws CommandFailed {
    changed = result;
    channel = touched(result.configuration());
    return DONE;
  }

  private Reply done(KeyEdits.Edited result) {
    changed = result.changed();
    channel = result.channel();
    key = result.key();
    return DONE;
  }

  private Reply done(MappingCommands.Edited result) {
    changed = result.changed();
    place = result.place();
    return DONE;
  }

  private String touched(Configuration after) throws CommandFailed {
    return switch (call.operation()) {
      case ADD_CHANNEL -> after.channels().getLast().id();
      case REPLACE_CHANNEL, EDIT_CHANNEL, ACTIVATE_CHANNEL, DEACTIVATE_CHANNEL -> renamed(after);
      default -> "";
    };
  }

  /* A channel that was named by its name may have another now. */
  private String renamed(Configuration after) throws CommandFailed {
    Configuration before = glance.routes().now().configuration();
    String id = before.channels().get(Lookup.channel(before, id())).id();
    return after.channels().get(Lookup.channel(after, id)).id();
  }

  private ObjectNode view(RoutingTable table) throws CommandFailed {
    return reading.view(table.channels().get(Lookup.channel(table.configuration(), channel)));
  }

  private ObjectNode keyView(RoutingTable table) throws CommandFailed {
    for (JsonNode each : view(table).path("keys")) {
      if (each.path("id").asText().equals(key)) {
        return (ObjectNode) each;
      }
    }
    return JsonNodeFactory.instance.objectNode();
  }

  private ObjectNode mapping(RoutingTable table) {
    List<ObjectNode> views = MappingCommands.views(table.configuration());
    return place < views.size() ? views.get(place) : JsonNodeFactory.instance.objectNode();
  }

  private static List<String> texts(JsonNode array) {
    var texts = new ArrayList<String>();
    array.forEach(each -> texts.add(each.asText()));
    return texts;
  }
}
