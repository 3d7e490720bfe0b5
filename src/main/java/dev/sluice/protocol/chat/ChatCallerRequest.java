package dev.sluice.protocol.chat;

import dev.sluice.protocol.convert.CallerRequest;
import dev.sluice.protocol.convert.StreamEncoder;
import dev.sluice.protocol.convert.Telling;
import dev.sluice.protocol.message.Message;
import dev.sluice.protocol.message.MessageRequest;
import java.util.Set;
import java.util.function.Function;

/**
 * A caller's request, understood.
 *
 * @param usage whether a stream is to end with the usage
 * @param custom names of tools whose input is a text
 */
record ChatCallerRequest(MessageRequest message, boolean usage, Set<String> custom)
    implements CallerRequest {

  ChatCallerRequest {
    custom = Set.copyOf(custom);
  }

  @Override
  public StreamEncoder stream(Telling telling) {
    return new ChatEncoder(telling, usage, custom);
  }

  @Override
  public Function<Message, byte[]> whole(Telling telling) {
    var completion = new ChatCompletion(custom);
    return answer -> completion.write(answer, telling);
  }
}
