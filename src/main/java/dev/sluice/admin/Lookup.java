package dev.sluice.admin;

import static java.util.stream.Collectors.joining;

import dev.sluice.admin.CommandFailed.Reason;
import dev.sluice.base.NearestNames;
import dev.sluice.config.ChannelConfig;
import dev.sluice.config.Configuration;
import dev.sluice.config.KeyConfig;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Finds what an operator names: channels by id or name, keys by id, name, reference or secret. */
final class Lookup {

  private static final int NEAREST = 3;

  private Lookup() {}

  /** The place of the channel in the document. */
  static int channel(Configuration configuration, String wanted) throws CommandFailed {
    List<ChannelConfig> channels = configuration.channels();
    for (int i = 0; i < channels.size(); i++) {
      if (channels.get(i).id().equals(wanted)) {
        return i;
      }
    }
    int[] named =
        IntStream.range(0, channels.size())
            .filter(i -> channels.get(i).name().equalsIgnoreCase(wanted))
            .toArray();
    if (named.length > 1) {
      String ids = IntStream.of(named).mapToObj(i -> channels.get(i).id()).collect(joining(", "));
      throw new CommandFailed(
          Reason.AMBIGUOUS, "several channels are named \"" + wanted + "\"; use an id: " + ids);
    }
    if (named.length == 1) {
      return named[0];
    }
    throw noChannel(channels, wanted);
  }

  private static CommandFailed noChannel(List<ChannelConfig> channels, String wanted) {
    List<String> known =
        channels.stream().flatMap(channel -> Stream.of(channel.id(), channel.name())).toList();
    return new CommandFailed(
        Reason.NOT_FOUND,
        "no channel \"" + wanted + "\"" + hint(wanted, known, "sluice channel list shows all"));
  }

  /** The place of the key in its channel. The message never repeats what was wanted. */
  static int key(ChannelConfig channel, String wanted) throws CommandFailed {
    List<KeyConfig> keys = channel.keys();
    int[] found =
        IntStream.range(0, keys.size()).filter(i -> isMeant(keys.get(i), wanted)).toArray();
    if (found.length == 1) {
      return found[0];
    }
    if (found.length > 1) {
      String ids = IntStream.of(found).mapToObj(i -> keys.get(i).id()).collect(joining(", "));
      throw new CommandFailed(
          Reason.AMBIGUOUS, "several keys of " + channel.id() + " match; use an id: " + ids);
    }
    throw new CommandFailed(
        Reason.NOT_FOUND,
        "no such key in "
            + channel.id()
            + " (sluice key list "
            + channel.id()
            + " shows their ids and names)");
  }

  private static boolean isMeant(KeyConfig key, String wanted) {
    return key.id().equals(wanted)
        || key.name().equals(wanted)
        || key.source().equals(wanted)
        || key.secret().matches(wanted);
  }

  private static String hint(String wanted, List<String> known, String otherwise) {
    List<String> near = NearestNames.of(wanted, known, NEAREST);
    return near.isEmpty() ? " (" + otherwise + ")" : " (nearest: " + String.join(", ", near) + ")";
  }
}
