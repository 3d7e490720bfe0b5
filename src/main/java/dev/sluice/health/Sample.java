package dev.sluice.health;

import dev.sluice.channel.Channel;
import dev.sluice.channel.ChannelKey;
import dev.sluice.protocol.convert.AnswerText;
import dev.sluice.protocol.convert.Target;
import dev.sluice.protocol.convert.UpstreamOptions;

/** The beginning of what a model answered, in one line of plain text. */
final class Sample {

  private static final int MOST = 200;

  private Sample() {}

  /** Empty when it said nothing; a key that it repeats is masked before anything is cut. */
  static String of(Channel channel, ChannelKey key, String model, byte[] answer) {
    var config = channel.config();
    var options =
        UpstreamOptions.of(config.type(), channel.base().authority(), model, config.options());
    var target = new Target(channel.id(), model, options);
    return OneLine.of(Quoted.masked(AnswerText.of(config.type(), target, answer), key), MOST);
  }
}
