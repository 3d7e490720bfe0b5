package dev.sluice.admin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.config.BaseUrl;
import dev.sluice.config.ChannelConfig;
import dev.sluice.protocol.Protocol;
import dev.sluice.protocol.convert.CapabilityCard;
import dev.sluice.protocol.convert.ChannelOption;
import dev.sluice.protocol.convert.ProviderPreset;
import java.util.List;
import java.util.Locale;

/** A channel's capability card as answers show it. */
public final class CardJson {

  private CardJson() {}

  public static ObjectNode of(ChannelConfig channel) {
    String host = BaseUrl.parse(channel.baseUrl(), channel.type()).authority();
    var card = CapabilityCard.of(channel.type(), host, channel.options());
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("id", channel.id());
    json.put("passes", channel.type().id());
    ArrayNode converts = json.putArray("converts");
    for (Protocol caller : Protocol.values()) {
      if (caller != channel.type()) {
        converts.add(caller.id());
      }
    }
    json.put("preset", card.preset().map(ProviderPreset::name).orElse(null));
    parts(card, json.putArray("parts"));
    options(card, json.putArray("options"));
    ArrayNode families = json.putArray("families");
    if (card.options().contains(ChannelOption.REASONING)) {
      card.preset()
          .map(ProviderPreset::families)
          .orElse(List.of())
          .forEach(family -> {
            ObjectNode each = families.addObject();
            ArrayNode models = each.putArray("models");
            family.models().forEach(glob -> models.add(glob.pattern()));
            each.set("options", family.options().json());
          });
    }
    return json;
  }

  private static void parts(CapabilityCard card, ArrayNode parts) {
    card.treatments()
        .values()
        .forEach(each ->
            parts
                .addObject()
                .put("part", each.part())
                .put("becomes", each.kind().name().toLowerCase(Locale.ROOT))
                .put("note", each.note()));
  }

  private static void options(CapabilityCard card, ArrayNode options) {
    for (ChannelOption option : card.options()) {
      ObjectNode each = options.addObject().put("option", option.text());
      each.set("value", card.effective().value(option));
      each.put("from", card.source(option).name().toLowerCase(Locale.ROOT));
    }
  }
}
