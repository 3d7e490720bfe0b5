package dev.sluice.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.base.Secret;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SealTest {

  private static final Secret SECRET = Secret.of("sk-hidden-ключ");

  @TempDir Path folder = Path.of("");

  private Seal seal(String key) {
    return new Seal(SealKeys.of(Map.of("SLUICE_SECRET_KEY", key), folder));
  }

  private Seal seal() {
    return seal("");
  }

  @Test
  void whatIsSealedOpensForItsChannelAlone() throws Exception {
    String sealed = seal().close(SECRET, "main");
    assertThat(sealed).matches("sealed:[0-9a-f]{8}:[A-Za-z0-9_-]+").doesNotContain("hidden");
    assertThat(seal().open(sealed, "main")).isEqualTo(SECRET);
    assertThatThrownBy(() -> seal().open(sealed, "other"))
        .isInstanceOf(UnresolvedSecret.class)
        .hasMessageContaining("sealed for another channel id");
  }

  @Test
  void theSameSecretIsNeverSealedToTheSameText() throws Exception {
    assertThat(seal().close(SECRET, "a")).isNotEqualTo(seal().close(SECRET, "a"));
  }

  @Test
  void theKeyIsMadeOnceForItsOwnerAlone() throws Exception {
    seal().close(SECRET, "main");
    Path file = folder.resolve("secret.key");
    String key = Files.readString(file);
    seal().close(SECRET, "main");
    assertThat(file).hasContent(key.strip());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void theVariableSealsAndTheFileStillOpens() throws Exception {
    String before = seal().close(SECRET, "main");
    Seal both = seal("a-key-of-the-operator");
    assertThat(both.open(before, "main")).isEqualTo(SECRET);
    assertThat(both.close(SECRET, "main"))
        .startsWith("sealed:" + SealKey.of("a-key-of-the-operator").id());
  }

  @Test
  void aMissingKeyIsNamedWithTheFix() throws Exception {
    String sealed = seal("a-key-of-the-operator").close(SECRET, "main");
    String id = SealKey.of("a-key-of-the-operator").id();
    assertThatThrownBy(() -> seal("some-other-key-here").open(sealed, "main"))
        .hasMessage(
            "sealed with key "
                + id
                + ", which is not here (here: "
                + SealKey.of("some-other-key-here").id()
                + "; set SLUICE_SECRET_KEY or put back secret.key, or give the key anew)");
  }

  @Test
  void anyChangedCharacterIsNoticed() throws Exception {
    String sealed = seal().close(SECRET, "main");
    for (int at = sealed.lastIndexOf(':') + 1; at < sealed.length() - 1; at++) {
      char other = sealed.charAt(at) == 'A' ? 'B' : 'A';
      String damaged = sealed.substring(0, at) + other + sealed.substring(at + 1);
      assertThat(seal().opens(damaged, "main")).as(damaged).isFalse();
    }
    for (int end = 0; end < sealed.length(); end++) {
      assertThat(seal().opens(sealed.substring(0, end), "main")).isFalse();
    }
  }

  @Test
  void theKeyIsNeverPrinted() {
    assertThat(SealKey.of("a-key-of-the-operator").toString()).matches("SealKey\\[[0-9a-f]{8}]");
  }
}
