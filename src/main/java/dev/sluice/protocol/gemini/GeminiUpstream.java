package dev.sluice.protocol.gemini;

import dev.sluice.protocol.convert.CountRequest;
import dev.sluice.protocol.convert.Losses;
import dev.sluice.protocol.convert.Part;
import dev.sluice.protocol.convert.Target;
import dev.sluice.protocol.convert.Treatment;
import dev.sluice.protocol.convert.UpstreamRequest;
import dev.sluice.protocol.convert.UpstreamSide;
import dev.sluice.protocol.message.MessageRequest;
import java.util.Map;
import java.util.Optional;

/** The upstream's side. */
public enum GeminiUpstream implements UpstreamSide {
  INSTANCE;

  @Override
  public UpstreamRequest write(MessageRequest request, Target target, Losses losses) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<CountRequest> count(MessageRequest request, Target target) {
    return Optional.empty();
  }

  @Override
  public Map<Part, Treatment> treatments() {
    return Map.of();
  }
}
