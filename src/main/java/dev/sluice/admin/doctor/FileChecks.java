package dev.sluice.admin.doctor;

import static dev.sluice.base.Words.asIs;
import static dev.sluice.base.Words.words;

import dev.sluice.base.Words;
import dev.sluice.health.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Whether files that hold secrets are their owner's alone. */
final class FileChecks {

  static final Words GROUP = words("keys and files");
  private static final String DATA_DIR = "DATA_DIR";
  private static final Set<PosixFilePermission> OTHERS =
      PosixFilePermissions.fromString("---rwxrwx");
  private static final Set<PosixFilePermission> OTHERS_WRITE =
      PosixFilePermissions.fromString("----w--w-");

  private FileChecks() {}

  static List<Finding> of(Premises premises) {
    Path folder = premises.settings().dataDir();
    var findings = new ArrayList<Finding>();
    findings.add(folder(folder));
    for (String name : List.of("access-key", "secret.key")) {
      Path file = folder.resolve(name);
      if (Files.exists(file)) {
        findings.add(file(name, file, true));
      }
    }
    Path config = premises.settings().configPath();
    if (Files.exists(config)) {
      findings.add(file(String.valueOf(config.getFileName()), config, false));
    }
    return findings;
  }

  private static Finding folder(Path folder) {
    if (!Files.isDirectory(folder)) {
      return Finding.warning(
          GROUP,
          asIs(DATA_DIR),
          words("{} is not there", folder),
          words("the first sluice serve makes it"));
    }
    return Files.isWritable(folder)
        ? modes(DATA_DIR, folder, "700", false)
        : Finding.failed(
            GROUP,
            asIs(DATA_DIR),
            words("{} cannot be written by the user who runs this", folder),
            words("give it to that user: chown -R USER {}", folder));
  }

  /**
   * @param secret whether whoever reads the file can act as its owner
   */
  private static Finding file(String name, Path file, boolean secret) {
    return Files.isReadable(file)
        ? modes(name, file, "600", secret)
        : Finding.failed(
            GROUP,
            asIs(name),
            words("{} cannot be read by the user who runs this", file),
            words("run as its owner, or give it to that user: chown USER {}", file));
  }

  private static Finding modes(String name, Path path, String wanted, boolean secret) {
    Set<PosixFilePermission> modes;
    try {
      modes = Files.getPosixFilePermissions(path);
    } catch (UnsupportedOperationException e) {
      return Finding.ok(GROUP, asIs(name), words("{} (this file system has no modes)", path));
    } catch (IOException e) {
      return Finding.failed(
          GROUP,
          asIs(name),
          words("{}: {}", path, String.valueOf(e.getMessage())),
          words("look at the disk"));
    }
    if (without(modes, OTHERS)) {
      return Finding.ok(GROUP, asIs(name), words("{} is its owner's alone", path));
    }
    Words seen = words("{} has mode {}", path, PosixFilePermissions.toString(modes));
    Words fix = asIs("chmod " + wanted + " " + path);
    return secret || !without(modes, OTHERS_WRITE)
        ? Finding.failed(GROUP, asIs(name), seen, fix)
        : Finding.warning(GROUP, asIs(name), seen, fix);
  }

  private static boolean without(
      Set<PosixFilePermission> modes, Set<PosixFilePermission> unwanted) {
    Set<PosixFilePermission> common = EnumSet.copyOf(unwanted);
    common.retainAll(modes);
    return common.isEmpty();
  }
}
