package dev.sluice.protocol.convert;

import dev.sluice.protocol.Protocol;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one upstream can do: what it makes of each part of a request in another protocol, with what
 * is known of its host and what the operator has said of it. Families of models may differ.
 *
 * @param preset that its host is known by
 * @param own options of the operator's
 */
public record CapabilityCard(
    Protocol type,
    Optional<ProviderPreset> preset,
    UpstreamOptions own,
    Map<Part, Treatment> treatments) {

  /** Whose word an option is. */
  public enum Source {
    DEFAULT,
    PRESET,
    CHANNEL
  }

  /**
   * @param host of the upstream, with its port unless that is the scheme's own
   */
  public static CapabilityCard of(Protocol type, String host, UpstreamOptions own) {
    Optional<ProviderPreset> preset = ProviderPreset.of(type, host);
    UpstreamOptions options = preset.map(ProviderPreset::options).orElse(own).plus(own);
    Map<Part, Treatment> all = new EnumMap<>(UpstreamSide.of(type).treatments());
    all.putAll(changes(type, options));
    return new CapabilityCard(type, preset, own, Collections.unmodifiableMap(all));
  }

  private static Map<Part, Treatment> changes(Protocol type, UpstreamOptions options) {
    return switch (type) {
      case ANTHROPIC -> Map.of();
      case OPENAI_CHAT -> new ChatCapabilities(options).changes();
      case OPENAI_RESPONSES -> media(options, Treatment.Kind.DEGRADED);
      case GEMINI -> media(options, Treatment.Kind.REFUSED);
    };
  }

  private static Map<Part, Treatment> media(UpstreamOptions options, Treatment.Kind kind) {
    Map<Part, Treatment> changes = new EnumMap<>(Part.class);
    if (!options.images()) {
      List.of(Part.IMAGE_BASE64, Part.IMAGE_URL, Part.TOOL_RESULT_IMAGE)
          .forEach(part -> changes.put(part, new Treatment(part.text(), kind, "no vision")));
    }
    if (!options.documents()) {
      changes.put(
          Part.DOCUMENT_PDF, new Treatment(Part.DOCUMENT_PDF.text(), kind, "reads no documents"));
      if (kind == Treatment.Kind.DEGRADED) {
        changes.put(
            Part.DOCUMENT_URL, new Treatment(Part.DOCUMENT_URL.text(), kind, "reads no documents"));
      }
    }
    return changes;
  }

  /** The options that mean something to upstreams of this protocol. */
  public List<ChannelOption> options() {
    return switch (type) {
      case OPENAI_CHAT -> Arrays.asList(ChannelOption.values());
      case OPENAI_RESPONSES, GEMINI -> List.of(ChannelOption.IMAGES, ChannelOption.DOCUMENTS);
      case ANTHROPIC -> List.of();
    };
  }

  public Source source(ChannelOption option) {
    if (own.values().containsKey(option)) {
      return Source.CHANNEL;
    }
    return preset.filter(known -> known.options().values().containsKey(option)).isPresent()
        ? Source.PRESET
        : Source.DEFAULT;
  }

  /** What holds for models that no family of the preset's says otherwise of. */
  public UpstreamOptions effective() {
    return preset.map(ProviderPreset::options).orElse(own).plus(own);
  }
}
