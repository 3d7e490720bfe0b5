package dev.sluice.admin.doctor;

import static dev.sluice.base.Words.words;
import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.base.Words;
import dev.sluice.config.AuthScheme;
import dev.sluice.config.ChannelConfig;
import dev.sluice.config.ConfigFile;
import dev.sluice.config.ConfigStatus;
import dev.sluice.config.Configuration;
import dev.sluice.config.InvalidConfiguration;
import dev.sluice.config.KeyConfig;
import dev.sluice.config.Problem;
import dev.sluice.health.Finding;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether the document is valid, and what is odd in one that is. */
final class ConfigurationChecks {

  private static final Words GROUP = words("configuration");
  private static final Words DOCUMENT = words("document");
  private static final Words CHANNELS = words("channels");
  private static final Duration USUAL_PATIENCE = Duration.ofSeconds(55);
  private static final int MOST_PROBLEMS = 3;

  private ConfigurationChecks() {}

  static List<Finding> of(Configuration configuration, ConfigStatus status, ConfigFile file) {
    var findings = new ArrayList<Finding>();
    findings.add(document(configuration, status, file));
    findings.add(channels(configuration.channels()));
    openKeys(file).ifPresent(findings::add);
    if (configuration.stream().pingAfter().compareTo(USUAL_PATIENCE) > 0) {
      findings.add(
          Finding.warning(
              GROUP,
              words("stream.pingAfterMs"),
              words("{} ms of silence are allowed", configuration.stream().pingAfter().toMillis()),
              words("12000 keeps streams alive through proxies that cut after 60 s of silence")));
    }
    return findings;
  }

  private static Finding document(
      Configuration configuration, ConfigStatus status, ConfigFile file) {
    long revision = Math.max(status.revision().number(), 0);
    if (status.problems().isEmpty()) {
      return Finding.ok(
          GROUP,
          DOCUMENT,
          words("{} is valid, revision {}, {}", file.path(), revision, counted(configuration)));
    }
    String problems =
        status.problems().stream()
            .limit(MOST_PROBLEMS)
            .map(Problem::toString)
            .collect(joining("; "));
    return Finding.failed(
        GROUP,
        DOCUMENT,
        words("{} is refused: {}; what is served is revision {}", file.path(), problems, revision),
        words("mend it (sluice config validate tells everything), or sluice config rollback N"));
  }

  private static Words counted(Configuration configuration) {
    int channels = configuration.channels().size();
    return channels == 1 ? words("1 channel") : words("{} channels", channels);
  }

  private static Finding channels(List<ChannelConfig> channels) {
    if (channels.isEmpty()) {
      return Finding.failed(
          GROUP,
          CHANNELS,
          words("there is none: no request can be served"),
          words("sluice channel add --type anthropic --name NAME --base-url URL --key KEY"));
    }
    if (channels.stream().noneMatch(ChannelConfig::enabled)) {
      return Finding.failed(
          GROUP, CHANNELS, words("all are disabled"), words("sluice channel enable CHANNEL"));
    }
    String keyless =
        channels.stream()
            .filter(ConfigurationChecks::keyless)
            .map(ChannelConfig::id)
            .collect(joining(", "));
    return keyless.isEmpty()
        ? Finding.ok(GROUP, CHANNELS, words("{} of {} enabled", enabled(channels), channels.size()))
        : Finding.warning(
            GROUP,
            CHANNELS,
            words("without an enabled key: {}", keyless),
            words("sluice key add CHANNEL KEY, or sluice channel disable CHANNEL"));
  }

  private static long enabled(List<ChannelConfig> channels) {
    return channels.stream().filter(ChannelConfig::enabled).count();
  }

  private static boolean keyless(ChannelConfig channel) {
    return channel.enabled()
        && channel.auth() != AuthScheme.PASSTHROUGH
        && channel.keys().stream().noneMatch(KeyConfig::enabled);
  }

  /* A document that cannot be read has been told by then. */
  private static Optional<Finding> openKeys(ConfigFile file) {
    int open = 0;
    try {
      for (JsonNode channel : file.read().document().path("channels")) {
        for (JsonNode key : channel.path("keys")) {
          open += key.path("secret").asText().matches("(env|file|sealed):.*") ? 0 : 1;
        }
      }
    } catch (IOException | InvalidConfiguration e) {
      return Optional.empty();
    }
    return open == 0
        ? Optional.empty()
        : Optional.of(
            Finding.warning(
                GROUP,
                words("secrets"),
                open == 1
                    ? words("1 key stands in the open in the document")
                    : words("{} keys stand in the open in the document", open),
                words("the next change by a command seals them; or refer to them as env:NAME")));
  }
}
