package dev.sluice.protocol.responses;

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
public enum ResponsesUpstream implements UpstreamSide {
  INSTANCE;

  @Override
  public UpstreamRequest write(MessageRequest request, Target target, Losses losses)
      throws Inexpressible {
    return new RequestWriter(request, target, losses).request();
  }

  @Override
  public Optional<CountRequest> count(MessageRequest request, Target target) throws Inexpressible {
    return Optional.of(new RequestWriter(request, target, new Losses()).count());
  }

  @Override
  public Map<Part, Treatment> treatments() {
    return UpstreamTreatments.ALL;
  }
}
