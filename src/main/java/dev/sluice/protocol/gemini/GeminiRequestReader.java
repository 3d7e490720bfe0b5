package dev.sluice.protocol.gemini;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.protocol.Json;
import dev.sluice.protocol.MalformedRequest;
import dev.sluice.protocol.convert.Asked;
import dev.sluice.protocol.convert.CallerRequest;
import dev.sluice.protocol.convert.Inexpressible;
import dev.sluice.protocol.convert.Losses;
import dev.sluice.protocol.message.ContentBlock;
import dev.sluice.protocol.message.MessageRequest;
import dev.sluice.protocol.message.RequestDraft;
import java.util.Locale;
import java.util.Optional;

/** Reads a request; one to count its tokens may lie inside {@code generateContentRequest}. */
final class GeminiRequestReader {

  private final Asked asked;
  private final Losses losses;

  GeminiRequestReader(Asked asked, Losses losses) {
    this.asked = asked;
    this.losses = losses;
  }

  CallerRequest read(ObjectNode body) throws MalformedRequest, Inexpressible {
    Optional<Fields> inside = new Fields("", body).object("generateContentRequest");
    Fields request = inside.isPresent() ? inside.get() : new Fields("", body);
    RequestDraft draft = MessageRequest.draft(model(request)).stream(asked.streams());
    system(request, draft);
    ArrayNode tools = request.array("tools").orElseGet(Json::array);
    new ToolsReader(draft, losses).read(tools, request.object("toolConfig"));
    Optional<ArrayNode> contents = request.array("contents");
    if (contents.isEmpty()) {
      throw Fields.malformed("/contents", "is missing; send an array of contents");
    }
    new ContentsReader(draft, losses).read(contents.get());
    Optional<Fields> config = request.object("generationConfig");
    boolean thoughts = config.isPresent() && new SettingsReader(config.get(), draft, losses).read();
    others(request, draft);
    return new GeminiCallerRequest(draft.request(), thoughts, asked.array());
  }

  private String model(Fields request) throws MalformedRequest {
    String inBody = request.text("model").orElse("").replaceFirst("^models/", "");
    if (!asked.model().isEmpty()) {
      return asked.model();
    }
    if (inBody.isEmpty()) {
      throw Fields.malformed("/model", "is missing; send it in the path");
    }
    return inBody;
  }

  private void system(Fields request, RequestDraft draft) throws MalformedRequest {
    Optional<Fields> system = request.object("systemInstruction");
    if (system.isEmpty()) {
      return;
    }
    system.get().take("role");
    for (Fields part : ContentsReader.parts(system.get())) {
      part.text("text")
          .filter(text -> !text.isEmpty())
          .ifPresent(text -> draft.system(new ContentBlock.Text(text)));
      part.warn(losses);
    }
    system.get().warn(losses);
  }

  private void others(Fields request, RequestDraft draft) throws MalformedRequest, Inexpressible {
    if (request.take("cachedContent").isPresent()) {
      throw new Inexpressible(
          "cachedContent", "lies in a store of Google's; send the content itself");
    }
    String tier = request.text("serviceTier").orElse("").toLowerCase(Locale.ROOT);
    switch (tier.replaceFirst("^service_tier_", "")) {
      case "flex" -> draft.serviceTier("flex");
      case "priority" -> draft.serviceTier("priority");
      case "standard" -> draft.serviceTier("standard_only");
      default -> {}
    }
    request.take("safetySettings");
    request.take("labels");
    request.warn(losses);
  }
}
