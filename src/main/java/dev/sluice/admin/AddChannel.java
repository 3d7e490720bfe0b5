package dev.sluice.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A channel to be. What is empty takes the document's default.
 *
 * @param keys secrets or references to them
 */
public record AddChannel(
    String type,
    Optional<String> name,
    String baseUrl,
    List<String> keys,
    Optional<String> auth,
    Optional<Integer> priority,
    Optional<Integer> weight,
    List<String> models,
    Map<String, String> modelMap,
    Optional<String> proxy,
    boolean http2) {

  /** As the document has it, with the id that keeps the channel's state in place. */
  public void writeTo(ObjectNode channel, String id) {
    channel.put("id", id);
    name.ifPresent(text -> channel.put("name", text));
    channel.put("type", type);
    channel.put("baseUrl", baseUrl);
    var ring = channel.putArray("keys");
    keys.forEach(secret -> ring.addObject().put("secret", secret));
    auth.ifPresent(text -> channel.put("auth", text));
    priority.ifPresent(number -> channel.put("priority", number));
    weight.ifPresent(number -> channel.put("weight", number));
    if (!models.isEmpty()) {
      models.forEach(channel.putArray("models")::add);
    }
    if (!modelMap.isEmpty()) {
      modelMap.forEach(channel.putObject("modelMap")::put);
    }
    proxy.ifPresent(url -> channel.putObject("proxy").put("url", url));
    if (http2) {
      channel.put("http2", true);
    }
  }
}
