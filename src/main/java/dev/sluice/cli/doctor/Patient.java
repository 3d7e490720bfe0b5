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
   * @param here what lies on this machine, when it was found by its data folder
   * @param certificate its own, when it is local and speaks TLS itself
   */
  record Running(URI base, URI front, Secret key, Optional<Absent> here, Optional<Path> certificate)
      implements Patient {

    boolean local() {
      return here.isPresent();
    }

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
