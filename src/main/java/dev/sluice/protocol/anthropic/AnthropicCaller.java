package dev.sluice.protocol.anthropic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.protocol.convert.Asked;
import dev.sluice.protocol.convert.CallerRequest;
import dev.sluice.protocol.convert.CallerSide;
import dev.sluice.protocol.convert.Losses;
import dev.sluice.protocol.convert.Treatment;
import java.util.List;

/** The caller's side. */
public enum AnthropicCaller implements CallerSide {
  INSTANCE;

  @Override
  public CallerRequest read(Asked asked, ObjectNode body, Losses losses) {
    throw new UnsupportedOperationException();
  }

  @Override
  public byte[] count(long tokens) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Treatment> treatments() {
    return List.of();
  }
}
