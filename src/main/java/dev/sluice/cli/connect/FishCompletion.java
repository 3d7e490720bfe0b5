package dev.sluice.cli.connect;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** A completion script for fish, which picocli does not write. */
final class FishCompletion {

  private static final String HEAD =
      """
      function __sluice_at
          set -l words
          for word in (commandline -opc)[2..-1]
              string match -q -- '-*' $word; or set -a words $word
          end
          test (count $words) -ge (count $argv); or return 1
          for i in (seq (count $argv))
              test $words[$i] = $argv[$i]; or return 1
          end
      end
      complete -c sluice -f
      """;

  private FishCompletion() {}

  static String of(CommandLine root) {
    var script = new StringBuilder(HEAD);
    add(script, root, List.of());
    return script.toString();
  }

  private static void add(StringBuilder script, CommandLine command, List<String> path) {
    String at = "complete -c sluice -n " + quoted(String.join(" ", at(path)));
    for (OptionSpec option : command.getCommandSpec().options()) {
      if (!option.hidden()) {
        script.append(at);
        for (String name : option.names()) {
          script.append(name.startsWith("--") ? " -l " : " -s ").append(name.replaceAll("^-+", ""));
        }
        script.append(option.arity().max() > 0 ? " -r" : "").append(" -d ");
        script.append(quoted(first(option.description()))).append('\n');
      }
    }
    for (PositionalParamSpec parameter : command.getCommandSpec().positionalParameters()) {
      if (parameter.completionCandidates() != null) {
        String all = String.join(" ", parameter.completionCandidates());
        script.append(at).append(" -a ").append(quoted(all)).append('\n');
      }
    }
    command
        .getSubcommands()
        .forEach((name, below) -> {
          if (!below.getCommandSpec().usageMessage().hidden()) {
            String about = first(below.getCommandSpec().usageMessage().description());
            script.append(at).append(" -a ").append(name).append(" -d ").append(quoted(about));
            script.append('\n');
            var inner = new ArrayList<>(path);
            inner.add(name);
            add(script, below, inner);
          }
        });
  }

  /* fish has no test of its own for "no command yet". */
  private static List<String> at(List<String> path) {
    if (path.isEmpty()) {
      return List.of("__fish_use_subcommand");
    }
    var words = new ArrayList<String>(List.of("__sluice_at"));
    words.addAll(path);
    return words;
  }

  private static String first(String[] lines) {
    return lines.length == 0 ? "" : lines[0];
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
