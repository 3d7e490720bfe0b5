package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.cli.Shell.Ran;
import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** What each option says of a value that it cannot take, and that no option says nothing. */
final class EveryArgumentTest {

  /** Takes any text: names, and what is looked for; paths have a test of their own. */
  private static final Set<String> ANY_TEXT =
      Set.of(
          "--data-dir",
          "--config",
          "--name",
          "--models",
          "--model",
          "--session",
          "--agent",
          "--channel",
          "--user",
          "--error",
          "--groups",
          "--note",
          "--tag");

  private static final String REFUSALS =
      """
      2 | channel list --url h | --url: "h" (expected: http:// or https:// and a host)
      2 | ping --url http://h --access-key - | --access-key -: standard input gave no line (expected: the key)
      2 | channel list --url http://h.example | --access-key: missing (expected: the key of http://h.example, or PROXY_ACCESS_KEY)
      2 | strategy random --if-revision x | Invalid value for option '--if-revision': 'x' is not a long (see: sluice strategy --help)
      2 | channel list -o x | -o: "x" (expected: table, json or yaml)
      2 | channel add --base-url http://h --key k --type x | --type: "x" (expected: anthropic, openai-chat, openai-responses, gemini)
      65 | channel add --type gemini --key k --base-url x | --base-url: must begin with http:// or https://
      2 | channel add --type gemini --base-url http://h --key - | --key -: standard input gave no line (expected: the key)
      2 | channel edit main --auth x | --auth: "x" (expected: auto, x-api-key, bearer, both, x-goog-api-key, passthrough)
      2 | channel edit main --priority x | Invalid value for option '--priority': 'x' is not an int (see: sluice channel edit --help)
      2 | channel edit main --weight x | Invalid value for option '--weight': 'x' is not an int (see: sluice channel edit --help)
      2 | channel edit main --model-map x | --model-map: "x" (expected: FROM=TO)
      65 | channel add --type gemini --base-url http://h --key k --proxy x | --proxy: names no scheme (expected: http://, https:// or socks5://HOST:PORT)
      2 | channel edit main --unset x | --unset: "x" (expected: name, auth, enabled, priority, weight, groups, models, modelMap, headers, proxy, timeouts, http2, maxConcurrent, costMultiplier, limits)
      66 | channel move main --before x | no channel "main" (sluice channel list shows all)
      66 | channel move main --after x | no channel "main" (sluice channel list shows all)
      2 | serve --port x | --port: PORT: "x" (expected: a whole number from 0 to 65535)
      2 | serve --host a/b | --host: HOST: "a/b" (expected: an address or a host name)
      2 | logs -n x | Invalid value for option '--lines': 'x' is not an int (see: sluice logs --help)
      2 | logs --status x | --status: "x" (expected: 5xx or 429)
      2 | logs --since x | --since: "x" (expected: 30m, 24h, 7d or 2026-01-31T12:00:00Z)
      2 | config import x --from x | --from: "x" (expected: claude-proxy, ccr, litellm, ccs)
      2 | price set m --input x --output 1 | --input: "x" (expected: a decimal number of US dollars such as 0.012345)
      2 | price set m --input 1 --output x | --output: "x" (expected: a decimal number of US dollars such as 0.012345)
      2 | price set m --input 1 --output 1 --cache-read x | --cache-read: "x" (expected: a decimal number of US dollars such as 0.012345)
      2 | price set m --input 1 --output 1 --cache-write x | --cache-write: "x" (expected: a decimal number of US dollars such as 0.012345)
      2 | price set m --input 1 --output 1 --cache-write-1h x | --cache-write-1h: "x" (expected: a decimal number of US dollars such as 0.012345)
      2 | price set m --input 1 --output 1 --web-search x | --web-search: "x" (expected: a decimal number of US dollars such as 0.012345)
      2 | price recompute --since x | --since: "x" (expected: 30m, 24h, 7d or 2026-01-31T12:00:00Z)
      2 | stats --by x | --by: "x" (expected: model, key, user, channel, day, session, agent)
      2 | stats --limit x | --limit: "x" (expected: 1 to 1000)
      2 | stats --until x | --until: "x" (expected: 30m, 24h, 7d or 2026-01-31T12:00:00Z)
      2 | doctor --slow x | Invalid value for option '--slow': 'x' is not an int (see: sluice doctor --help)
      2 | apikey create --name n --rpm x | Invalid value for option '--rpm': 'x' is not a long (see: sluice apikey create --help)
      2 | apikey create --name n --tpm x | Invalid value for option '--tpm': 'x' is not a long (see: sluice apikey create --help)
      2 | apikey create --name n --concurrent x | Invalid value for option '--concurrent': 'x' is not a long (see: sluice apikey create --help)
      2 | user create --name n --sessions x | Invalid value for option '--sessions': 'x' is not a long (see: sluice user create --help)
      65 | apikey create --name n --rpm 0 | /rpm: "0" (expected: a whole number from 1 to 1000000)
      65 | apikey create --name n --budget day=x | /budgets/day: "x" (expected: US dollars above 0 such as "1.50")
      65 | apikey create --name n --budget year=1 | /budgets/year: unknown (expected: 5h, day, week, month, total)
      65 | apikey create --name n --expires x | /expiresAt: "x" (expected: 30d, 12h, 2026-12-31 or 2026-12-31T12:00:00Z)
      65 | apikey create --name n --protocols x | /protocols/0: "x" (expected: anthropic, openai-chat, openai-responses, gemini)
      65 | apikey create --name n --clients x | /clients/0: "x" (expected: claude-code, codex, gemini-cli, other)
      65 | apikey create --name n --addresses x | /addresses/0: "x" (expected: an address or a range such as 10.0.0.0/8)
      65 | apikey create --name n --user x | /user: no user "x" (sluice user list shows all)
      65 | apikey create --name n --slot x=c:m | /slots/x: unknown (expected: opus, sonnet, haiku)
      2 | apikey create --name n --slot haiku=x | --slot: "haiku=x" (expected: SLOT=CHANNEL:MODEL[:EFFORT])
      2 | apikey edit n --unset x | --unset: "x" (expected: user, note, tags, expiresAt, models, protocols, clients, addresses, groups, slots, budgets, rpm, tpm, concurrent, sessions, revealable)
      2 | apikey rotate n --grace x | --grace: "x" (expected: 0m, 12h or 7d)
      66 | apikey show n | no key "n" (sluice apikey list shows all)
      65 | user create --name n --role x | /role: "x" (expected: admin or member)
      66 | user show n | no user "n" (sluice user list shows all)
      2 | env --shell x | --shell: "x" (expected: bash, fish, powershell)
      """;

  @TempDir Path folder = Path.of("");

  static Stream<CommandLine> commands() {
    var silent = new PrintWriter(new StringWriter());
    var in = new BufferedReader(new StringReader(""));
    var terminal = new Terminal(silent, silent, in, Map.of(), false);
    var shell = new dev.sluice.cli.connect.Shell(Map.of(), Path.of(""));
    return all(Main.commands(terminal, shell));
  }

  private static Stream<CommandLine> all(CommandLine command) {
    return Stream.concat(
        Stream.of(command),
        command.getSubcommands().values().stream().flatMap(EveryArgumentTest::all));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = REFUSALS, quoteCharacter = '~')
  void aValueThatCannotBeTakenIsNamedWithWhatCan(int code, String line, String message) {
    assertThat(new Shell(folder).line(line))
        .isEqualTo(new Ran(code, "", "sluice: " + message + "\n"));
  }

  @Test
  void whatIsNoPathIsNamed() {
    assertThat(new Shell(folder).run("channel", "list", "--data-dir", "/x\0"))
        .isEqualTo(new Ran(78, "", "sluice: DATA_DIR: \"/x?\" (expected: a path)\n"));
    assertThat(new Shell(folder).run("config", "path", "--config", "/x\0"))
        .isEqualTo(new Ran(78, "", "sluice: CONFIG_PATH: \"/x?\" (expected: a path)\n"));
  }

  @Test
  void everyOptionThatTakesAValueIsInTheTable() {
    var missing = new TreeSet<String>();
    commands()
        .flatMap(command -> command.getCommandSpec().options().stream())
        .filter(option -> option.arity().max() > 0)
        .filter(option -> !isTold(option))
        .forEach(option -> missing.add(option.longestName()));
    assertThat(missing).isEmpty();
  }

  private static boolean isTold(OptionSpec option) {
    return Stream.of(option.names())
        .anyMatch(name -> ANY_TEXT.contains(name) || REFUSALS.contains(" " + name + " "));
  }

  @Test
  void anOptionWithoutItsValueIsNamed() {
    commands()
        .filter(command -> command.getSubcommands().isEmpty())
        .forEach(command -> {
          String name = command.getCommandSpec().qualifiedName().replaceFirst("^sluice ", "");
          for (OptionSpec option : command.getCommandSpec().options()) {
            if (option.arity().min() > 0) {
              Ran ran = new Shell(folder).line(name + " " + option.longestName());
              assertThat(ran.code()).as(name + " " + option).isEqualTo(2);
              assertThat(ran.err()).as(name).contains(option.longestName()).hasLineCount(1);
            }
          }
        });
  }
}
