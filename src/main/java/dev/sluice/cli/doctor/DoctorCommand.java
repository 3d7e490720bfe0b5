package dev.sluice.cli.doctor;

import static dev.sluice.base.Words.words;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.admin.doctor.FindingsJson;
import dev.sluice.admin.doctor.Slot;
import dev.sluice.base.Words;
import dev.sluice.cli.ExitCode;
import dev.sluice.cli.Output;
import dev.sluice.cli.Terminal;
import dev.sluice.cli.UsageException;
import dev.sluice.health.Finding;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "doctor",
    description = "Looks for what is wrong, from the configuration to the proxy in front.",
    footer = {
      "",
      "Sends one real, minimal request with every enabled key. Each line is ok, warning or failed,",
      "with what was seen and, when it is not ok, what to do. Ends with 0 when nothing failed, 65",
      "when the configuration is refused, 77 when the access key is, else with 69.",
      "",
      "Examples:",
      "  sluice doctor",
      "  sluice doctor --url https://gateway.example --access-key K",
      "  sluice doctor --slow",
      "  sluice doctor -o json"
    })
public final class DoctorCommand implements Callable<Integer> {

  private static final int MOST_SECONDS = 600;

  private final Terminal terminal;

  @Mixin private PatientOptions options = new PatientOptions();
  @Mixin private Output output = new Output();

  @Option(
      names = "--slow",
      arity = "0..1",
      fallbackValue = "130",
      paramLabel = "SECONDS",
      description =
          "Finds what cuts silent streams as well, with silences of up to so many seconds (130 when"
              + " none are given).")
  private Optional<Integer> slow = Optional.empty();

  public DoctorCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Exception {
    var report = new Report(terminal, output);
    Optional<Duration> silence = silence();
    List<Slot> slots = ClaudeModels.of(terminal.environment());
    switch (options.find(terminal)) {
      case Patient.Running running -> running(running, slots, silence, report);
      case Patient.Absent absent -> {
        if (silence.isPresent()) {
          throw new UsageException("--slow: no gateway runs on " + absent.dataDir());
        }
        absent(absent, slots, report);
      }
    }
    report.end();
    return report.exitCode();
  }

  private Optional<Duration> silence() {
    slow.filter(seconds -> seconds < 1 || seconds > MOST_SECONDS)
        .ifPresent(seconds -> {
          throw new UsageException("--slow: " + seconds + " (expected: 1 to " + MOST_SECONDS + ")");
        });
    return slow.map(Duration::ofSeconds);
  }

  private void absent(Patient.Absent absent, List<Slot> slots, Report report) throws Exception {
    report.add(
        List.of(
            Finding.warning(
                Report.GATEWAY,
                words("running"),
                words("none runs on {}; this process looks instead", absent.dataDir()),
                words("sluice serve"))));
    inProcess(absent, slots, report);
  }

  private void inProcess(Patient.Absent absent, List<Slot> slots, Report report) throws Exception {
    List<Finding> findings;
    try (var _ = Progress.of(terminal, "examining channels")) {
      findings = new InProcess(terminal.environment(), absent).examine(slots);
    }
    report.add(findings);
  }

  private void running(
      Patient.Running patient, List<Slot> slots, Optional<Duration> silence, Report report)
      throws Exception {
    List<Finding> examined;
    try (var line = new GatewayLine(patient.base(), patient.key(), patient.certificate());
        var _ = Progress.of(terminal, "the gateway examines itself")) {
      examined = answered(line, line.post("/api/doctor", body(slots)));
    } catch (IOException e) {
      report.add(List.of(Unanswered.finding(Report.GATEWAY, words("reach {}", patient.base()), e)));
      if (patient.here().isPresent()) {
        inProcess(patient.here().get(), slots, report);
      }
      return;
    }
    report.add(examined);
    if (report.exitCode() != ExitCode.REFUSED) {
      throughTheFront(patient, silence, report);
    }
  }

  private void throughTheFront(Patient.Running patient, Optional<Duration> silence, Report report)
      throws IOException, InterruptedException {
    Optional<Path> certificate = patient.behindFront() ? Optional.empty() : patient.certificate();
    try (var line = new GatewayLine(patient.front(), patient.key(), certificate)) {
      report.add(streamed(line, patient));
      if (silence.isPresent()) {
        report.add(silent(line, silence.get()));
      }
    }
  }

  private static ObjectNode body(List<Slot> slots) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    var array = body.putArray("slots");
    slots.forEach(each -> array.addObject().put("slot", each.name()).put("model", each.model()));
    return body;
  }

  private static List<Finding> answered(GatewayLine line, GatewayLine.Said said) {
    Words seen = words("{} answers {}", line.base(), said.status());
    return switch (said.status()) {
      case 200 -> found(said, seen);
      case 401, 403, 429 ->
          List.of(
              Finding.failed(
                  Report.GATEWAY,
                  Report.ACCESS,
                  words(
                      "{}: {}",
                      seen,
                      said.body().path("detail").asText("the access key is refused")),
                  words("give the right one by --access-key or PROXY_ACCESS_KEY")));
      case 400 ->
          List.of(
              Finding.failed(
                  Report.GATEWAY,
                  words("examination"),
                  words("{}: {}", seen, said.body()),
                  words("check the model names in ANTHROPIC_MODEL and ANTHROPIC_DEFAULT_*_MODEL")));
      default -> List.of(foreign(seen));
    };
  }

  private static List<Finding> found(GatewayLine.Said said, Words seen) {
    try {
      return FindingsJson.read(said.body());
    } catch (IllegalArgumentException e) {
      return List.of(foreign(seen));
    }
  }

  private static Finding foreign(Words seen) {
    return Finding.failed(
        Report.GATEWAY,
        words("examination"),
        words("{} like no gateway that has a doctor", seen),
        words("check --url, that what stands in front passes /api/ on, and the gateway's version"));
  }

  private List<Finding> streamed(GatewayLine line, Patient.Running patient)
      throws InterruptedException {
    var findings = new ArrayList<Finding>();
    try (var _ = Progress.of(terminal, "listening to a stream")) {
      Heard heard = line.listen(StreamChecks.QUERY, StreamChecks.PATIENCE);
      findings.addAll(StreamChecks.of(line.base(), heard, Instant.now(), !patient.local()));
    } catch (IOException e) {
      findings.add(Unanswered.finding(StreamChecks.group(line.base()), words("reach"), e));
    }
    if (patient.local() && !patient.behindFront()) {
      findings.add(
          Finding.ok(
              StreamChecks.group(line.base()),
              words("public address"),
              words("not looked at: none is known; APP_URL or --url names it")));
    }
    return findings;
  }

  private List<Finding> silent(GatewayLine line, Duration longest) throws InterruptedException {
    String what = "waiting out silences of up to " + longest.toSeconds() + " s (Ctrl-C ends)";
    try (var _ = Progress.of(terminal, what)) {
      return SilenceChecks.run(line, longest);
    }
  }
}
