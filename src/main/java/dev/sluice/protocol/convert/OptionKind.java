package dev.sluice.protocol.convert;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What may stand in an option of a channel. */
public sealed interface OptionKind {

  /** True or false. */
  record Flag() implements OptionKind {}

  /** A whole number. */
  record Whole(int least, int most) implements OptionKind {}

  /** One of these names. */
  record OneOf(List<String> names) implements OptionKind {

    public OneOf {
      names = List.copyOf(names);
    }
  }

  /** Any of these names, in an array. */
  record SomeOf(List<String> names) implements OptionKind {

    public SomeOf {
      names = List.copyOf(names);
    }
  }

  /** An object of any members. */
  record Members() implements OptionKind {}

  static OneOf oneOf(Class<? extends Enum<?>> type) {
    return new OneOf(
        Arrays.stream(type.getEnumConstants()).map(each -> spelt(each.name())).toList());
  }

  /** A constant's name as documents spell it. */
  static String spelt(String constant) {
    return constant.toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
