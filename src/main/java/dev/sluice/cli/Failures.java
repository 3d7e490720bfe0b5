package dev.sluice.cli;

import dev.sluice.admin.CommandFailed;
import dev.sluice.base.NearestNames;
import dev.sluice.cli.connect.ConnectFailed;
import dev.sluice.config.ConfigBusy;
import dev.sluice.config.ConfigUnwritable;
import dev.sluice.config.InvalidConfiguration;
import dev.sluice.config.InvalidSetting;
import dev.sluice.config.RevisionConflict;
import dev.sluice.config.UnresolvedSecret;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.Collection;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Maps what went wrong to one line on standard error and an exit code. */
final class Failures {

  private Failures() {}

  static int arguments(ParameterException failure) {
    CommandLine command = failure.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    command.getErr().println("sluice: " + message(failure) + " (see: " + name + " --help)");
    return ExitCode.USAGE;
  }

  private static String message(ParameterException failure) {
    if (failure instanceof UnmatchedArgumentException unmatched) {
      return unmatched.isUnknownOption() ? unknownOption(unmatched) : unknownArgument(unmatched);
    }
    return String.valueOf(failure.getMessage()).replaceFirst("^Error: ", "").replace("\n", " ");
  }

  /* What follows the name may be a secret. */
  private static String unknownOption(UnmatchedArgumentException failure) {
    String option = failure.getUnmatched().getFirst().replaceFirst("=.*", "");
    var known = failure.getCommandLine().getCommandSpec().optionsMap().keySet();
    return "unknown option \"" + option + "\"" + nearest(option, known);
  }

  /* Where no command is expected, a stray argument may be a key. */
  private static String unknownArgument(UnmatchedArgumentException failure) {
    String argument = failure.getUnmatched().getFirst();
    var commands = failure.getCommandLine().getSubcommands().keySet();
    return commands.isEmpty()
        ? "one argument too many"
        : "unknown command \"" + argument + "\"" + nearest(argument, commands);
  }

  private static String nearest(String unknown, Collection<String> known) {
    List<String> near = NearestNames.of(unknown, known, 1);
    return near.isEmpty() ? "" : "; did you mean " + near.getFirst() + "?";
  }

  static int execution(Exception failure, CommandLine command) {
    command.getErr().println("sluice: " + line(failure));
    return code(failure);
  }

  static int code(Exception failure) {
    return switch (failure) {
      case UsageException _ -> ExitCode.USAGE;
      case GatewayFailed failed -> failed.exitCode();
      case Stopped stopped -> stopped.exitCode();
      case InvalidSetting _ -> ExitCode.SETTINGS;
      case RemoteRefused refused -> refused.code();
      case RevisionConflict _ -> ExitCode.CONFLICT;
      case InvalidConfiguration _, InvalidArguments _ -> ExitCode.INVALID;
      case CommandFailed failed ->
          switch (failed.reason()) {
            case NOT_FOUND -> ExitCode.NOT_FOUND;
            case AMBIGUOUS -> ExitCode.USAGE;
            case INVALID -> ExitCode.INVALID;
          };
      case ConnectFailed failed -> failed.exitCode();
      case ConfigUnwritable _, AccessDeniedException _ -> ExitCode.REFUSED;
      case UnresolvedSecret _ -> ExitCode.INVALID;
      case ConfigBusy _, IOException _ -> ExitCode.UNAVAILABLE;
      default -> ExitCode.BROKEN;
    };
  }

  /** One line that names the fix. */
  static String line(Exception failure) {
    return switch (failure) {
      case InvalidConfiguration invalid -> "the configuration is refused: " + invalid.getMessage();
      case AccessDeniedException denied -> denied.getFile() + " cannot be read: run as its owner";
      case UsageException _,
          GatewayFailed _,
          Stopped _,
          InvalidArguments _,
          InvalidSetting _,
          CommandFailed _,
          ConnectFailed _,
          RemoteRefused _,
          RevisionConflict _,
          ConfigUnwritable _,
          ConfigBusy _,
          UnresolvedSecret _ ->
          String.valueOf(failure.getMessage());
      default -> failure.getClass().getSimpleName() + ": " + failure.getMessage();
    };
  }
}
