package dev.sluice.protocol.gemini;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.protocol.Json;
import dev.sluice.protocol.MalformedRequest;
import dev.sluice.protocol.convert.Asked;
import dev.sluice.protocol.convert.CallerRequest;
import dev.sluice.protocol.convert.CallerSide;
import dev.sluice.protocol.convert.Inexpressible;
import dev.sluice.protocol.convert.Losses;
import dev.sluice.protocol.convert.Treatment;
import java.util.List;

/** The caller's side. */
public enum GeminiCaller implements CallerSide {
  INSTANCE;

  @Override
  public CallerRequest read(Asked asked, ObjectNode body, Losses losses)
      throws MalformedRequest, Inexpressible {
    return new GeminiRequestReader(asked, losses).read(body);
  }

  @Override
  public byte[] count(long tokens) {
    return Json.bytes(Json.object().put("totalTokens", tokens));
  }

  @Override
  public List<Treatment> treatments() {
    return CallerTreatments.ALL;
  }
}
