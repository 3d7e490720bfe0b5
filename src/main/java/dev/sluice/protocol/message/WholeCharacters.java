package dev.sluice.protocol.message;

import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Hands events on without halves of characters, which no encoder can write: an upstream that
 * escapes its JSON may cut a text between the two. Made per answer, used by one thread.
 */
public final class WholeCharacters implements Consumer<StreamEvent> {

  private final Consumer<StreamEvent> sink;
  private final WholeText text = new WholeText();
  private Function<String, StreamEvent> kind = StreamEvent.TextPiece::new;

  public WholeCharacters(Consumer<StreamEvent> sink) {
    this.sink = sink;
  }

  @Override
  public void accept(StreamEvent event) {
    switch (event) {
      case StreamEvent.TextPiece(var piece) -> piece(piece, StreamEvent.TextPiece::new);
      case StreamEvent.ThinkingPiece(var piece) -> piece(piece, StreamEvent.ThinkingPiece::new);
      case StreamEvent.InputPiece(var piece) -> piece(piece, StreamEvent.InputPiece::new);
      case StreamEvent.Started(var id, var model, var usage) ->
          sink.accept(new StreamEvent.Started(WholeText.clean(id), WholeText.clean(model), usage));
      case StreamEvent.BlockStarted(ContentBlock.ToolUse call) ->
          sink.accept(
              new StreamEvent.BlockStarted(
                  new ContentBlock.ToolUse(
                      call.id(),
                      WholeText.clean(call.name()),
                      call.input(),
                      call.cacheControl(),
                      call.rest())));
      case StreamEvent.Signature _, StreamEvent.BlockEnded _ -> {
        String rest = text.rest();
        if (!rest.isEmpty()) {
          sink.accept(kind.apply(rest));
        }
        sink.accept(event);
      }
      case StreamEvent.BlockStarted _,
          StreamEvent.Citation _,
          StreamEvent.Stopped _,
          StreamEvent.Done _,
          StreamEvent.Ping _,
          StreamEvent.Failed _ ->
          sink.accept(event);
    }
  }

  private void piece(String piece, Function<String, StreamEvent> of) {
    kind = of;
    String whole = text.take(piece);
    if (!whole.isEmpty()) {
      sink.accept(of.apply(whole));
    }
  }
}
