package dev.sluice.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.channel.Channel;
import dev.sluice.config.ConfigFile;
import dev.sluice.config.ConfigSchema;
import dev.sluice.config.InvalidConfiguration;
import dev.sluice.config.Loaded;
import dev.sluice.config.Revision;
import dev.sluice.config.UnresolvedSecret;
import dev.sluice.routing.RoutingTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Operations that change nothing. */
final class Reading {

  private final Glance glance;
  private final ConfigFile file;

  Reading(Glance glance, ConfigFile file) {
    this.glance = glance;
    this.file = file;
  }

  Reply answer(AdminCall call)
      throws IOException, InvalidConfiguration, CommandFailed, UnresolvedSecret {
    RoutingTable table = glance.routes().now();
    return switch (call.operation()) {
      case LIST_CHANNELS -> ok(Page.of(channels(table), call.query()), table);
      case SHOW_CHANNEL -> ok(view(channel(table, call)), table);
      case SHOW_CARD -> ok(CardJson.of(channel(table, call).config()), table);
      case LIST_KEYS -> ok(Page.of(keys(view(channel(table, call))), call.query()), table);
      case SHOW_STRATEGY -> ok(strategy(table), table);
      case LIST_MAPPINGS ->
          ok(Page.of(MappingCommands.views(table.configuration()), call.query()), table);
      case SHOW_CONFIGURATION -> configuration();
      case CHECK_CONFIGURATION -> compared(call);
      case DIFF_REVISIONS -> Reply.of(200, difference(call).json());
      case LIST_REVISIONS -> Reply.of(200, revisions(call));
      case SHOW_REVISION -> Reply.of(200, revision(call));
      case SCHEMA -> Reply.schema(ConfigSchema.text());
      default -> throw new IllegalStateException(call.operation() + " is answered elsewhere");
    };
  }

  List<ObjectNode> channels(RoutingTable table) {
    return table.channels().stream().map(this::view).toList();
  }

  ObjectNode view(Channel channel) {
    return ChannelView.of(channel, glance.clock());
  }

  static List<ObjectNode> keys(ObjectNode channel) {
    var keys = new ArrayList<ObjectNode>();
    for (JsonNode key : channel.path("keys")) {
      keys.add((ObjectNode) key);
    }
    return keys;
  }

  static ObjectNode strategy(RoutingTable table) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("strategy", table.configuration().strategy().id());
  }

  Reply configuration() throws IOException, InvalidConfiguration {
    Loaded loaded = file.read();
    return Reply.of(200, Masked.document(file.opened(loaded.document())))
        .at(loaded.revision().number());
  }

  private Reply compared(AdminCall call) throws IOException, InvalidConfiguration, CommandFailed {
    ConfigDiff diff = new DocumentEdits(call.at(file), call.author()).compare(call.body());
    return Reply.of(200, diff.json()).at(file.revision());
  }

  private ConfigDiff difference(AdminCall call)
      throws IOException, InvalidConfiguration, CommandFailed, UnresolvedSecret {
    var commands = new ConfigCommands(file, call.author());
    long old = RevisionJson.number(call.query().getOrDefault("old", ""));
    String other = call.query().getOrDefault("new", "");
    return other.isEmpty() ? commands.diff(old) : commands.diff(old, RevisionJson.number(other));
  }

  private ObjectNode revisions(AdminCall call) throws IOException {
    List<Revision> history = new ConfigCommands(file, call.author()).history();
    List<ObjectNode> items = history.stream().map(RevisionJson::of).toList();
    return Page.of(items, RevisionJson.NUMBER, call.query());
  }

  private ObjectNode revision(AdminCall call) throws IOException, CommandFailed, UnresolvedSecret {
    var commands = new ConfigCommands(file, call.author());
    long number = RevisionJson.number(call.parameter("n"));
    ObjectNode document = commands.show(number);
    for (Revision each : commands.history()) {
      if (each.number() == number) {
        return RevisionJson.of(each).set("document", document);
      }
    }
    throw ConfigCommands.notKept(number);
  }

  static Channel channel(RoutingTable table, AdminCall call) throws CommandFailed {
    return table.channels().get(Lookup.channel(table.configuration(), call.parameter("id")));
  }

  private static Reply ok(JsonNode body, RoutingTable table) {
    return Reply.of(200, body).at(table.revision());
  }
}
