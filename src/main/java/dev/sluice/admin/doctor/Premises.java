package dev.sluice.admin.doctor;

import dev.sluice.base.Secret;
import dev.sluice.config.ConfigFile;
import dev.sluice.config.Settings;
import java.util.List;

/**
 * Where a gateway lives.
 *
 * @param accessKeys empty: none was given nor made yet
 */
public record Premises(Settings settings, List<Secret> accessKeys, ConfigFile file) {

  public Premises {
    accessKeys = List.copyOf(accessKeys);
  }
}
