package dev.sluice.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.text.Normalizer;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Names channels: the id from the name, either from the other, both from the host. */
public final class ChannelIds {

  private static final int MAX_LENGTH = 64;
  static final String PATTERN = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}";

  private final Set<String> given = new HashSet<>();

  /** Ids made from hosts must step back behind those that the document gives. */
  public ChannelIds(JsonNode channels) {
    for (JsonNode channel : channels) {
      if (channel instanceof ObjectNode object) {
        String name =
            text(object, "id").isEmpty() ? slug(text(object, "name")) : text(object, "id");
        given.add(name);
      }
    }
  }

  /** The id for a new channel: from its name, else from its host and then one that is free. */
  public static String forNew(String name, String baseUrl, Collection<String> taken) {
    String fromName = slug(name);
    return fromName.isEmpty() ? free(baseUrl, taken) : fromName;
  }

  private static String free(String baseUrl, Collection<String> taken) {
    String host = slug(host(baseUrl));
    String base = host.isEmpty() ? "channel" : host;
    String id = base;
    for (int n = 2; taken.contains(id); n++) {
      id = base + "-" + n;
    }
    return id;
  }

  /** The id of a channel that gives none. */
  public String made(ObjectNode channel) {
    String id = forNew(text(channel, "name"), text(channel, "baseUrl"), given);
    given.add(id);
    return id;
  }

  /** Lower-case letters, digits and single dashes; empty when the name has none of them. */
  static String slug(String name) {
    String plain = Normalizer.normalize(name, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
    String slug =
        plain.replaceAll("\\p{M}+", "").replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    return slug.length() > MAX_LENGTH ? slug.substring(0, MAX_LENGTH).replaceAll("-$", "") : slug;
  }

  /** The host of a URL, with its port when it names one. */
  static String host(String url) {
    try {
      URI uri = new URI(url);
      if (uri.getHost() == null) {
        return "";
      }
      return uri.getPort() < 0 ? uri.getHost() : uri.getHost() + ":" + uri.getPort();
    } catch (URISyntaxException e) {
      return "";
    }
  }

  private static String text(ObjectNode object, String member) {
    return object.path(member).isTextual() ? object.path(member).textValue() : "";
  }
}
