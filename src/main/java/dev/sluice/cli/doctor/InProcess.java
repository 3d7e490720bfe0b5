package dev.sluice.cli.doctor;

import static dev.sluice.base.Words.asIs;
import static dev.sluice.base.Words.words;

import dev.sluice.admin.doctor.Checkup;
import dev.sluice.admin.doctor.Premises;
import dev.sluice.admin.doctor.Slot;
import dev.sluice.base.Secret;
import dev.sluice.base.Version;
import dev.sluice.bus.Topic;
import dev.sluice.config.ConfigFile;
import dev.sluice.config.ConfigStatus;
import dev.sluice.config.Configuration;
import dev.sluice.config.InvalidConfiguration;
import dev.sluice.config.InvalidSetting;
import dev.sluice.config.Loaded;
import dev.sluice.config.Places;
import dev.sluice.config.Settings;
import dev.sluice.health.Finding;
import dev.sluice.health.HealthVerticle;
import dev.sluice.net.OutboundSettings;
import dev.sluice.routing.RoutingTable;
import dev.sluice.upstream.Destinations;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Looks at files and channels as a gateway started from this shell would. */
final class InProcess {

  private static final int MOST_MINUTES = 6;

  private final Map<String, String> environment;
  private final Patient.Absent patient;

  InProcess(Map<String, String> environment, Patient.Absent patient) {
    this.environment = environment;
    this.patient = patient;
  }

  List<Finding> examine(List<Slot> slots) throws InvalidSetting, IOException, TimeoutException {
    var findings = new ArrayList<Finding>();
    Settings settings;
    try {
      settings = Settings.read(environment, patient.options());
    } catch (InvalidSetting e) {
      findings.add(
          Finding.failed(
              Report.GATEWAY,
              words("environment"),
              asIs(String.valueOf(e.getMessage())),
              words("set the variable as expected, or unset it; sluice serve would not start")));
      settings = Settings.read(Map.of(), located());
    }
    findings.addAll(examine(settings, slots));
    return findings;
  }

  /* The places alone, for what can be looked at in spite of another variable. */
  private Map<String, String> located() throws InvalidSetting {
    var places = Places.read(environment, patient.options());
    return Map.of(
        "DATA_DIR", places.dataDir().toString(), "CONFIG_PATH", places.configPath().toString());
  }

  private List<Finding> examine(Settings settings, List<Slot> slots)
      throws IOException, TimeoutException {
    ConfigFile file =
        ConfigFile.at(
            settings.configPath(), settings.dataDir(), environment, InstantSource.system());
    var premises = new Premises(settings, accessKeys(settings), file);
    Vertx vertx = Vertx.vertx();
    try {
      Topic.open(vertx);
      vertx.deployVerticle(examiner(settings)).await(MOST_MINUTES, TimeUnit.MINUTES);
      return checkup(vertx, premises).run(slots).await(MOST_MINUTES, TimeUnit.MINUTES);
    } finally {
      vertx.close().await(MOST_MINUTES, TimeUnit.MINUTES);
    }
  }

  /* It has no channels to probe by itself: it examines those that it is asked for. */
  private static HealthVerticle examiner(Settings settings) {
    return new HealthVerticle(
        List::of,
        () -> Configuration.EMPTY,
        OutboundSettings.of(settings.allowPrivateUpstreams()),
        new Destinations(settings.httpsProxy(), settings.noProxy()),
        Version.current(),
        settings.apiTestTimeout());
  }

  private static Checkup checkup(Vertx vertx, Premises premises) throws IOException {
    try {
      Loaded loaded = premises.file().read();
      return new Checkup(
          vertx,
          premises,
          RoutingTable.of(loaded.configuration(), loaded.revision().number(), Optional.empty()),
          new ConfigStatus(loaded.revision(), List.of()));
    } catch (InvalidConfiguration e) {
      return new Checkup(
          vertx,
          premises,
          RoutingTable.EMPTY,
          new ConfigStatus(ConfigStatus.UNLOADED.revision(), e.problems()));
    }
  }

  private static List<Secret> accessKeys(Settings settings) throws IOException {
    Path file = settings.dataDir().resolve("access-key");
    if (!settings.accessKeys().isEmpty() || !Files.isReadable(file)) {
      return settings.accessKeys();
    }
    String kept = Files.readString(file).strip();
    return kept.isEmpty() ? List.of() : List.of(Secret.of(kept));
  }
}
