package dev.sluice.protocol.convert;

import dev.sluice.protocol.Protocol;
import dev.sluice.protocol.message.ContentBlock;
import dev.sluice.protocol.message.MessageRequest;
import dev.sluice.protocol.message.StreamEvent;
import dev.sluice.protocol.message.Turn;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an upstream's answer says in words, without what was thought before and what is called. */
public final class AnswerText implements Consumer<StreamEvent> {

  private static final Logger log = LoggerFactory.getLogger(AnswerText.class);

  private final StringBuilder words = new StringBuilder();
  private boolean over;

  private AnswerText() {}

  /**
   * The words as far as they can be understood, which may be none.
   *
   * @param answer whole, or the bytes of a stream
   */
  public static String of(Protocol protocol, Target target, byte[] answer) {
    var text = new AnswerText();
    try {
      /* How an answer is to be understood depends on what was asked. */
      MessageDecoder decoder =
          UpstreamSide.of(protocol)
              .write(greeting(target.model()), target, new Losses())
              .decoder(text);
      var bytes = new AnswerBytes(decoder, () -> text.over, _ -> text.over = true);
      bytes.feed(answer, 0, answer.length);
      bytes.end();
    } catch (Inexpressible e) {
      log.debug("An answer cannot be read: {}", e.why());
    } catch (RuntimeException | StackOverflowError e) {
      log.error("An answer could not be read", e);
    }
    return text.words.toString();
  }

  private static MessageRequest greeting(String model) {
    return MessageRequest.draft(model)
        .turn(Turn.of(Turn.Role.USER, new ContentBlock.Text("Hi")))
        .request();
  }

  @Override
  public void accept(StreamEvent event) {
    switch (event) {
      case StreamEvent.TextPiece(var piece) -> words.append(piece);
      case StreamEvent.Done _, StreamEvent.Failed _ -> over = true;
      case StreamEvent.Started _,
          StreamEvent.BlockStarted _,
          StreamEvent.ThinkingPiece _,
          StreamEvent.InputPiece _,
          StreamEvent.Signature _,
          StreamEvent.Citation _,
          StreamEvent.BlockEnded _,
          StreamEvent.Stopped _,
          StreamEvent.Ping _ -> {}
    }
  }
}
