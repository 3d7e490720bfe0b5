package dev.sluice.protocol.chat;

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
public enum ChatCaller implements CallerSide {
  INSTANCE;

  @Override
  public CallerRequest read(Asked asked, ObjectNode body, Losses losses)
      throws MalformedRequest, Inexpressible {
    return new ChatRequestReader(body, losses).read();
  }

  /** Chat has no such question; the answer is in the words of its sister protocol. */
  @Override
  public byte[] count(long tokens) {
    return Json.bytes(
        Json.object().put("object", "response.input_tokens").put("input_tokens", tokens));
  }

  @Override
  public List<Treatment> treatments() {
    return CallerTreatments.ALL;
  }
}
