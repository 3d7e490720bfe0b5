package dev.sluice.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.cli.Main;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Runs the tests of {@code src/e2e/panel} where there is what they need: Node.js, a Chromium and a
 * built panel. {@code .ci/run} runs them itself, and leaves this out by its tag.
 */
@Tag("browser")
final class PanelInBrowserTest {

  private static final Path TESTS = Path.of("src/e2e/panel");
  private static final List<String> BROWSERS =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome");
  private static final int MINUTES = 15;

  /** Without the tests' own resources, among which a stand-in for the panel is. */
  private static List<String> classPath() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .filter(entry -> !entry.endsWith("test-classes"))
        .toList();
  }

  private static boolean panelIsBuilt() {
    return classPath().stream()
        .anyMatch(entry -> Files.exists(Path.of(entry).resolve("panel/index.html")));
  }

  private static boolean onPath(String name) {
    String path = Objects.requireNonNullElse(System.getenv("PATH"), "");
    return Stream.of(path.split(File.pathSeparator, -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
  }

  private static boolean hasBrowser() {
    return System.getenv("CHROMIUM_PATH") != null
        || BROWSERS.stream().anyMatch(PanelInBrowserTest::onPath);
  }

  private static String command() throws IOException {
    var words =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-cp",
            classPath().stream()
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator)),
            Main.class.getName());
    return new ObjectMapper().writeValueAsString(words);
  }

  private static void run(String what, String... command) throws Exception {
    Path log = Files.createTempFile("panel-tests", ".log");
    var builder = new ProcessBuilder(new ArrayList<>(List.of(command)));
    builder.directory(TESTS.toFile()).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().put("SLUICE_E2E_COMMAND", command());
    Process process = builder.start();
    boolean ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
    if (!ended) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    String said = Files.readString(log, StandardCharsets.UTF_8);
    Files.delete(log);
    assertThat(ended).as("%s within %d minutes; so far: %s", what, MINUTES, said).isTrue();
    assertThat(process.exitValue()).as("%s: %s", what, said).isZero();
  }

  private static Optional<String> missing() {
    if (!onPath("node") || !onPath("npm")) {
      return Optional.of("Node.js with npm");
    }
    if (!hasBrowser()) {
      return Optional.of("a Chromium (CHROMIUM_PATH, or chromium on PATH)");
    }
    return panelIsBuilt() ? Optional.empty() : Optional.of("a built panel among the classes");
  }

  @Test
  void thePanelDoesInABrowserWhatItIsFor() throws Exception {
    Optional<String> missing = missing();
    assumeTrue(missing.isEmpty(), () -> "the panel is not tried: it needs " + missing.get());
    if (Files.notExists(TESTS.resolve("node_modules"))) {
      run("npm ci", "npm", "ci", "--no-audit", "--no-fund", "--loglevel=error");
    }
    run("the panel's tests", "npm", "--silent", "test");
  }
}
