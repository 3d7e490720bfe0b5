package dev.sluice.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DotEnvTest {

  @Test
  void readsPairsCommentsAndQuotes() throws Exception {
    var lines =
        List.of(
            "# a comment",
            "",
            "PORT=3001",
            "export HOST = 0.0.0.0  # inline",
            "A=\"x # \\\"y\\\"\" # z",
            "B='it''s # raw'",
            "C=a#b",
            "EMPTY=");
    assertThat(DotEnv.parse(lines))
        .isEqualTo(
            Map.of(
                "PORT",
                "3001",
                "HOST",
                "0.0.0.0",
                "A",
                "x # \"y\"",
                "B",
                "it''s # raw",
                "C",
                "a#b",
                "EMPTY",
                ""));
  }

  @Test
  void aLineThatIsNoPairIsNamedWithoutItsText() {
    assertThatThrownBy(() -> DotEnv.parse(List.of("A=1", "hidden text")))
        .isInstanceOf(InvalidSetting.class)
        .hasMessage(".env, line 2: not read (expected: KEY=VALUE)");
  }

  @Test
  void theRealEnvironmentWinsUnlessItIsEmpty(@TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve(".env"), "PORT=1\nHOST=a\nLOG_LEVEL=warn\n");
    assertThat(DotEnv.under(Map.of("PORT", "2", "HOST", ""), folder))
        .isEqualTo(Map.of("PORT", "2", "HOST", "a", "LOG_LEVEL", "warn"));
  }

  @Test
  void withoutAFileTheEnvironmentStaysAsItIs(@TempDir Path folder) throws Exception {
    assertThat(DotEnv.under(Map.of("A", "b"), folder)).isEqualTo(Map.of("A", "b"));
  }
}
