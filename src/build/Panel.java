import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Builds the panel where that is needed and possible, and puts it among the classes.
 *
 * <p>Arguments: the folder of the panel, further sources of it, and last where it is to go.
 */
final class Panel {

  private static final String OLDEST_NODE = "20.19";

  /** Not sources: what npm and the build leave in the folder. */
  private static final List<String> PRODUCTS = List.of("node_modules", "dist");

  /* npm notes here what it has installed. */
  private static final String INSTALLED = "node_modules/.package-lock.json";

  private final Path folder;
  private final List<Path> sources;
  private final Path target;

  private Panel(Path folder, List<Path> others, Path target) {
    this.folder = folder;
    this.sources = Stream.concat(Stream.of(folder), others.stream()).toList();
    this.target = target;
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    List<Path> paths = Stream.of(arguments).map(Path::of).toList();
    int last = paths.size() - 1;
    var panel = new Panel(paths.getFirst(), paths.subList(1, last), paths.get(last));
    Optional<String> missing = panel.build();
    panel.clear();
    if (missing.isPresent()) {
      System.out.println("The panel is left out: " + missing.get());
    } else {
      panel.copy();
    }
  }

  /** What is missing to have a current one. */
  private Optional<String> build() throws IOException, InterruptedException {
    if (isCurrent()) {
      return Optional.empty();
    }
    if (Files.notExists(folder.resolve("package.json"))) {
      return Optional.of("its sources are not here");
    }
    if (!hasNode() || !hasNpm()) {
      return Optional.of("it needs Node.js " + OLDEST_NODE + " or newer, with npm");
    }
    if (newest(Stream.of(folder.resolve("package-lock.json")))
            .compareTo(newest(Stream.of(folder.resolve(INSTALLED))))
        > 0) {
      npm("ci", "--no-audit", "--no-fund", "--loglevel=error");
    }
    npm("run", "--silent", "build");
    return Optional.empty();
  }

  /** Also where there are no sources: another stage has built it. */
  private boolean isCurrent() throws IOException {
    Path page = folder.resolve("dist/index.html");
    if (Files.notExists(page)) {
      return false;
    }
    FileTime built = Files.getLastModifiedTime(page);
    for (Path source : sources) {
      try (Stream<Path> files = files(source)) {
        if (newest(files).compareTo(built) > 0) {
          return false;
        }
      }
    }
    return true;
  }

  private Stream<Path> files(Path source) throws IOException {
    if (Files.notExists(source)) {
      return Stream.empty();
    }
    if (Files.isRegularFile(source)) {
      return Stream.of(source);
    }
    return Files.list(source)
        .filter(each -> !PRODUCTS.contains(each.getFileName().toString()))
        .flatMap(each -> {
          try {
            return Files.walk(each);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        })
        .filter(Files::isRegularFile);
  }

  private static FileTime newest(Stream<Path> files) {
    return files
        .filter(Files::exists)
        .map(file -> {
          try {
            return Files.getLastModifiedTime(file);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        })
        .max(Comparator.naturalOrder())
        .orElse(FileTime.fromMillis(0));
  }

  private static boolean hasNode() throws InterruptedException {
    return said("node", "--version")
        .filter(version -> version.matches("v[0-9]+\\.[0-9]+\\..*"))
        .map(version -> Runtime.Version.parse(version.replaceFirst("^v([0-9]+\\.[0-9]+).*", "$1")))
        .filter(version -> version.compareTo(Runtime.Version.parse(OLDEST_NODE)) >= 0)
        .isPresent();
  }

  private static boolean hasNpm() throws InterruptedException {
    return said(npm(), "--version").isPresent();
  }

  private static String npm() {
    return System.getProperty("os.name").startsWith("Windows") ? "npm.cmd" : "npm";
  }

  private static Optional<String> said(String... command) throws InterruptedException {
    try {
      var process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      String output = new String(process.getInputStream().readAllBytes()).strip();
      boolean ended = process.waitFor(30, TimeUnit.SECONDS);
      return ended && process.exitValue() == 0 ? Optional.of(output) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private void npm(String... arguments) throws IOException, InterruptedException {
    List<String> command = Stream.concat(Stream.of(npm()), Stream.of(arguments)).toList();
    var process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes());
    if (process.waitFor() != 0) {
      System.err.println(output);
      System.err.println(
          String.join(" ", command)
              + " failed in "
              + folder
              + "; -Dpanel.skip builds without the panel");
      System.exit(1);
    }
  }

  private void clear() throws IOException {
    if (Files.exists(target)) {
      try (Stream<Path> files = Files.walk(target)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  private void copy() throws IOException {
    Path dist = folder.resolve("dist");
    try (Stream<Path> files = Files.walk(dist)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = target.resolve(dist.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }
}
