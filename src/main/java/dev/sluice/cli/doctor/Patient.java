package dev.sluice.cli.doctor;

import dev.sluice.base.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Whom the doctor looks at. */
sealed interface Patient {

  /**
   * A running gateway.
   *
   * @param base where its admin API is asked
   * @param front where clients reach it, through whatever stands between
   * @param local whether it was found by the data folder of this machine
   * @param certificate its own, when it is local and speaks TLS itself
   */
  record Running(URI base, URI front, Secret key, boolean local, Optional<Path> certificate)
      implements Patient {

    /** Whether clients come another way than the admin API is asked. */
    boolean behindFront() {
      return !front.equals(base);
    }
  }

  /**
   * None runs: files and channels are looked at from this process.
   *
   * @param options of the command line, under the variables' names
   */
  record Absent(Path dataDir, Map<String, String> options) implements Patient {}
}
