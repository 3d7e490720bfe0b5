package dev.sluice.cli.connect;

import dev.sluice.cli.UsageException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How a shell sets a variable for the programs that it starts. */
enum ShellSyntax {
  BASH {
    @Override
    String export(String name, String value) {
      return "export " + name + "='" + value.replace("'", "'\\''") + "'";
    }
  },
  FISH {
    @Override
    String export(String name, String value) {
      return "set -gx " + name + " '" + value.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
  },
  POWERSHELL {
    /* PowerShell ends a quoted text at typographic quotes too. */
    @Override
    String export(String name, String value) {
      return "$env:"
          + name
          + " = '"
          + value.replaceAll("(['\u2018\u2019\u201a\u201b])", "$1$1")
          + "'";
    }
  };

  abstract String export(String name, String value);

  static ShellSyntax named(String name) {
    return Arrays.stream(values())
        .filter(syntax -> syntax.name().toLowerCase(Locale.ROOT).equals(name))
        .findFirst()
        .orElseThrow(() ->
            new UsageException("--shell: \"" + name + "\" (expected: bash, fish, powershell)"));
  }

  /** That of the user's own shell; what is not known is taken for one like bash. */
  static ShellSyntax of(Shell shell) {
    Optional<String> login = shell.variable("SHELL");
    if (login.isEmpty()) {
      return shell.variable("PSModulePath").isPresent() ? POWERSHELL : BASH;
    }
    return switch (String.valueOf(Path.of(login.get()).getFileName())) {
      case "fish" -> FISH;
      case "pwsh" -> POWERSHELL;
      default -> BASH;
    };
  }
}
