package dev.sluice.admin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.base.Secret;
import dev.sluice.config.ChannelConfig;
import dev.sluice.config.HeaderRules;
import dev.sluice.config.KeyConfig;
import dev.sluice.config.LimitsJson;
import dev.sluice.config.Timeouts;

/** Channels and keys as answers show them: every member of the document, secrets masked. */
public final class ChannelJson {

  private ChannelJson() {}

  public static ObjectNode of(ChannelConfig channel) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("id", channel.id());
    json.put("name", channel.name());
    json.put("type", channel.type().id());
    json.put("baseUrl", channel.baseUrl());
    var keys = json.putArray("keys");
    channel.keys().forEach(key -> keys.add(of(key)));
    json.put("auth", channel.auth().id());
    json.put("enabled", channel.enabled());
    json.put("priority", channel.priority());
    json.put("weight", channel.weight());
    channel.groups().forEach(json.putArray("groups")::add);
    var models = json.putArray("models");
    channel.models().forEach(glob -> models.add(glob.pattern()));
    var map = json.putObject("modelMap");
    channel.modelMap().forEach((from, to) -> map.put(from.pattern(), to));
    json.set("headers", headers(channel.headers()));
    proxy(channel, json);
    timeouts(channel.timeouts(), json.putObject("timeouts"));
    json.put("http2", channel.http2());
    json.put("maxConcurrent", channel.maxConcurrent());
    json.put("costMultiplier", channel.costMultiplier());
    LimitsJson.put(json.putObject("limits"), channel.limits());
    json.set("options", channel.options().json());
    return json;
  }

  public static ObjectNode of(KeyConfig key) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("id", key.id());
    json.put("name", key.name());
    json.put("masked", Masked.key(key));
    json.put("enabled", key.enabled());
    return json;
  }

  private static void timeouts(Timeouts timeouts, ObjectNode json) {
    json.put("connectMs", timeouts.connect().toMillis());
    json.put("firstByteMs", timeouts.firstByte().toMillis());
    json.put("idleMs", timeouts.idle().toMillis());
  }

  private static void proxy(ChannelConfig channel, ObjectNode json) {
    json.putNull("proxy");
    channel
        .proxy()
        .ifPresent(proxy -> {
          var shown = json.putObject("proxy");
          shown.put("url", proxy.shown());
          shown.put("fallbackToDirect", proxy.fallbackToDirect());
        });
  }

  private static ObjectNode headers(HeaderRules rules) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    var set = json.putObject("set");
    rules
        .set()
        .forEach((name, value) -> set.put(name, value.isEmpty() ? "" : Secret.of(value).masked()));
    rules.remove().forEach(json.putArray("remove")::add);
    return json;
  }
}
