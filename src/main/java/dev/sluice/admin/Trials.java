package dev.sluice.admin;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.channel.Channel;
import dev.sluice.config.ChannelConfig;
import dev.sluice.config.ConfigFile;
import dev.sluice.config.InvalidConfiguration;
import dev.sluice.config.Problem;
import dev.sluice.health.HealthQuestions;
import dev.sluice.health.Offered;
import dev.sluice.health.Tested;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Pings and tests of channels. */
final class Trials {

  private static final String UNSAVED = "unsaved";

  private final Vertx vertx;
  private final Glance glance;
  private final ConfigFile file;

  Trials(Vertx vertx, Glance glance, ConfigFile file) {
    this.vertx = vertx;
    this.glance = glance;
    this.file = file;
  }

  Future<Reply> run(AdminCall call) {
    if (call.operation() == Operation.PING_ALL) {
      var pings = glance.routes().now().channels().stream().map(this::ping).toList();
      return Future.join(pings).map(done -> Reply.of(200, Page.of(done.<ObjectNode>list())));
    }
    return vertx
        .executeBlocking(() -> channel(call))
        .map(channel -> requireNonNull(channel))
        .compose(channel ->
            call.operation() == Operation.PING
                ? ping(channel).map(view -> Reply.of(200, view))
                : test(channel, Optional.ofNullable(call.query().get("model"))))
        .recover(cause -> refused(cause));
  }

  private Channel channel(AdminCall call) throws CommandFailed {
    if (call.operation() == Operation.TEST_UNSAVED_CHANNEL) {
      return Channel.of(unsaved(call.body()), Optional.empty());
    }
    return Reading.channel(glance.routes().now(), call);
  }

  private ChannelConfig unsaved(ObjectNode body) throws InvalidChannel {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    String id = body.path("id").asText(UNSAVED);
    document.putArray("channels").add(ChannelBody.of(body, id));
    try {
      return file.check(document).channels().getFirst();
    } catch (InvalidConfiguration e) {
      throw new InvalidChannel(
          e.problems().stream()
              .map(problem ->
                  new Problem(
                      problem.pointer().replaceFirst("^/channels/0", ""), problem.message()))
              .toList());
    }
  }

  private Future<Reply> refused(Throwable cause) {
    return cause instanceof CommandFailed failed
        ? Future.succeededFuture(
            Refusals.guard(
                file,
                () -> {
                  throw failed;
                }))
        : Future.failedFuture(cause);
  }

  private Future<ObjectNode> ping(Channel channel) {
    return HealthQuestions.PING
        .ask(vertx, new HealthQuestions.Ping(channel))
        .map(seen -> {
          ObjectNode view = JsonNodeFactory.instance.objectNode();
          view.put("channel", channel.id()).put("alive", seen.alive());
          view.put("status", status(seen.status()));
          return view.put("latencyMs", seen.latencyMs());
        });
  }

  private Future<Reply> test(Channel channel, Optional<String> model) {
    if (channel.passesLoginsThrough()) {
      return Future.succeededFuture(
          Reply.problem(
              400,
              channel.id() + " passes its callers' logins through and has no key to test with",
              List.of()));
    }
    return HealthQuestions.TEST
        .ask(vertx, new HealthQuestions.Test(channel, model))
        .map(tested -> Reply.of(200, view(channel, tested)));
  }

  private static ObjectNode view(Channel channel, Tested tested) {
    ObjectNode view = JsonNodeFactory.instance.objectNode();
    view.put("channel", channel.id());
    view.put("ok", tested.keys().stream().allMatch(Tested.OfKey::ok));
    var items = view.putArray("items");
    for (Tested.OfKey each : tested.keys()) {
      ObjectNode item = items.addObject();
      item.put("key", each.key().id()).put("name", each.key().name());
      item.put("masked", each.key().masked()).put("model", each.model());
      item.put("ok", each.ok()).put("verdict", each.verdict().label());
      item.put("status", status(each.status())).put("latencyMs", each.latencyMs());
      item.put("error", each.error().isEmpty() ? null : each.error());
      item.put("sample", each.sample());
      item.set("models", models(each.models()));
    }
    return view.putNull("next");
  }

  private static JsonNode models(Optional<Offered> offered) {
    if (offered.isEmpty()) {
      return JsonNodeFactory.instance.nullNode();
    }
    ObjectNode view = JsonNodeFactory.instance.objectNode();
    offered.get().ids().forEach(view.putArray("ids")::add);
    return view.put("total", offered.get().total()).put("more", offered.get().more());
  }

  private static @Nullable Integer status(int status) {
    return status == 0 ? null : (Integer) status;
  }
}
