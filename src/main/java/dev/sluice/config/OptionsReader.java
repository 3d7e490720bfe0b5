package dev.sluice.config;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.protocol.convert.ChannelOption;
import dev.sluice.protocol.convert.OptionKind;
import dev.sluice.protocol.convert.UpstreamOptions;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads in what an upstream differs from others of its protocol. */
final class OptionsReader {

  private static final List<String> KNOWN =
      Arrays.stream(ChannelOption.values()).map(ChannelOption::text).toList();

  private OptionsReader() {}

  static Optional<UpstreamOptions> read(Place place) {
    return Members.of(place, KNOWN).map(OptionsReader::read);
  }

  private static UpstreamOptions read(Members members) {
    Map<ChannelOption, JsonNode> values = new EnumMap<>(ChannelOption.class);
    for (ChannelOption option : ChannelOption.values()) {
      members
          .get(option.text())
          .filter(at -> isOf(option.kind(), at))
          .ifPresent(at -> values.put(option, at.node()));
    }
    return new UpstreamOptions(values);
  }

  private static boolean isOf(OptionKind kind, Place at) {
    return switch (kind) {
      case OptionKind.Flag _ -> at.flag().isPresent();
      case OptionKind.Whole(int least, int most) -> at.number(least, most).isPresent();
      case OptionKind.OneOf(var names) -> isOneOf(names, at);
      case OptionKind.SomeOf(var names) ->
          at.node().isArray()
              ? at.items().stream().allMatch(item -> isOneOf(names, item))
              : at.wrong("an array").isPresent();
      case OptionKind.Members _ -> at.object().isPresent();
    };
  }

  private static boolean isOneOf(List<String> names, Place at) {
    return at.choice(names, Function.identity(), List.of()).isPresent();
  }
}
