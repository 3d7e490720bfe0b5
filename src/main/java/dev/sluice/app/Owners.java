package dev.sluice.app;

import dev.sluice.base.Version;
import dev.sluice.channel.KeyOrderFile;
import dev.sluice.channel.KeyRingVerticle;
import dev.sluice.config.ConfigFile;
import dev.sluice.config.ConfigStatus;
import dev.sluice.config.ConfigVerticle;
import dev.sluice.config.Settings;
import dev.sluice.health.HealthVerticle;
import dev.sluice.net.OutboundSettings;
import dev.sluice.routing.Routes;
import dev.sluice.upstream.Destinations;
import java.util.concurrent.atomic.AtomicReference;

/** Makes the single owners of what all event loops look at, as often as one is gone. */
record Owners(Settings settings, Routes routes, AtomicReference<ConfigStatus> status) {

  ConfigVerticle configuration(ConfigFile file) {
    return new ConfigVerticle(
        file, (document, revision) -> routes.swap(document, revision.number()), status);
  }

  KeyRingVerticle keyRing() {
    return new KeyRingVerticle(
        new KeyOrderFile(settings.dataDir().resolve("key-order.json")),
        () -> routes.now().channels());
  }

  HealthVerticle health(OutboundSettings outbound) {
    return new HealthVerticle(
        () -> routes.now().channels(),
        () -> routes.now().configuration(),
        outbound,
        new Destinations(settings.httpsProxy(), settings.noProxy()),
        Version.current(),
        settings.apiTestTimeout());
  }
}
