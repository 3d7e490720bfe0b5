package dev.sluice.cli.connect;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where the program was started.
 *
 * @param variables without what a {@code .env} of the folder adds: that is no client's
 * @param folder the working folder
 */
public record Shell(Map<String, String> variables, Path folder) {

  Optional<String> variable(String name) {
    return Optional.ofNullable(variables.get(name)).filter(value -> !value.isBlank());
  }

  /** A folder that a variable may name, else one under the user's own. */
  Path folder(String variable, String underHome) {
    return variable(variable)
        .map(Path::of)
        .orElseGet(() ->
            Path.of(variable("HOME").orElse(System.getProperty("user.home"))).resolve(underHome))
        .toAbsolutePath()
        .normalize();
  }
}
