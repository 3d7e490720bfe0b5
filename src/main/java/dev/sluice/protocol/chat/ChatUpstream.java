package dev.sluice.protocol.chat;

import dev.sluice.protocol.convert.CountRequest;
import dev.sluice.protocol.convert.Inexpressible;
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
public enum ChatUpstream implements UpstreamSide {
  INSTANCE;

  @Override
  public UpstreamRequest write(MessageRequest request, Target target, Losses losses)
      throws Inexpressible {
    return ChatRequest.of(request, target, losses);
  }

  /** Chat has no question for a number of tokens. */
  @Override
  public Optional<CountRequest> count(MessageRequest request, Target target) {
    return Optional.empty();
  }

  @Override
  public Map<Part, Treatment> treatments() {
    return ChatTreatments.UPSTREAM;
  }
}
