package dev.sluice.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** The version that Maven wrote into the jar. */
final class Version {

  private static final String WHERE = "/META-INF/maven/dev.sluice/sluice/pom.properties";

  private Version() {}

  static String text() {
    var properties = new Properties();
    try (InputStream in = Version.class.getResourceAsStream(WHERE)) {
      if (in != null) {
        properties.load(in);
      }
    } catch (IOException e) {
      // Told as a build without a version.
    }
    return properties.getProperty("version", "development");
  }
}
