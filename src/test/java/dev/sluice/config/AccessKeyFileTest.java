package dev.sluice.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AccessKeyFileTest {

  @TempDir Path folder = Path.of("");

  @Test
  void aKeyIsMadeOnceAndKeptPrivate() throws IOException {
    Path data = folder.resolve("new/data");
    AccessKeyFile first = AccessKeyFile.in(data, new SecureRandom());
    AccessKeyFile second = AccessKeyFile.in(data, new SecureRandom());

    assertThat(first.made()).isTrue();
    assertThat(second.made()).isFalse();
    assertThat(second.key()).isEqualTo(first.key());
    assertThat(first.key().reveal()).matches("slu-[A-Za-z0-9_-]{43}");
    assertThat(first.path()).isEqualTo(data.resolve("access-key"));
    assertThat(Files.getPosixFilePermissions(first.path()))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(Files.getPosixFilePermissions(data))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
  }

  @Test
  void anEmptyFileIsNamedWithItsFix() throws IOException {
    Path path = Files.createFile(folder.resolve("access-key"));
    assertThatThrownBy(() -> AccessKeyFile.in(folder, new SecureRandom()))
        .isInstanceOf(IOException.class)
        .hasMessage(path + " is empty; remove it, and a new key is made");
  }
}
