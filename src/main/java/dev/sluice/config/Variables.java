package dev.sluice.config;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Environment variables by name and kind; an empty one is an unset one. */
final class Variables {

  private final Map<String, String> values = new LinkedHashMap<>();

  Variables(Map<String, String> environment, Map<String, String> options) {
    environment.forEach(this::put);
    options.forEach(this::put);
  }

  private void put(String name, String value) {
    if (!value.isBlank()) {
      values.put(name, value.strip());
    }
  }

  Optional<String> text(String name) {
    return Optional.ofNullable(values.get(name));
  }

  int number(String name, int fallback, int min, int max) throws InvalidSetting {
    String value = values.get(name);
    if (value == null) {
      return fallback;
    }
    try {
      int number = Integer.parseInt(value);
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Told below, like a number out of range.
    }
    throw InvalidSetting.value(name, value, "a whole number from " + min + " to " + max);
  }

  boolean flag(String name, boolean fallback) throws InvalidSetting {
    String value = values.get(name);
    if (value == null) {
      return fallback;
    }
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw InvalidSetting.value(name, value, "true or false");
    };
  }

  <E extends Enum<E>> E choice(String name, E fallback, List<E> choices) throws InvalidSetting {
    String value = values.get(name);
    if (value == null) {
      return fallback;
    }
    for (E choice : choices) {
      if (choice.name().equalsIgnoreCase(value)) {
        return choice;
      }
    }
    throw InvalidSetting.value(
        name,
        value,
        Wording.oneOf(
            choices.stream().map(choice -> choice.name().toLowerCase(Locale.ROOT)).toList()));
  }

  /** A path of the variable, {@code ~/} being the home folder. */
  Optional<Path> path(String name) throws InvalidSetting {
    String value = values.get(name);
    if (value == null) {
      return Optional.empty();
    }
    try {
      boolean home = value.equals("~") || value.startsWith("~/");
      Path path = home ? home().resolve(value.substring(Math.min(2, value.length()))) : null;
      return Optional.of((path == null ? Path.of(value) : path).toAbsolutePath().normalize());
    } catch (java.nio.file.InvalidPathException e) {
      throw InvalidSetting.value(name, value, "a path");
    }
  }

  Path home() {
    return Path.of(text("HOME").orElseGet(() -> System.getProperty("user.home")));
  }
}
