package dev.sluice.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

final class AuditEntryTest {

  private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");

  private static AuditNote note(String detail) {
    return new AuditNote(NOON, "cli:op", "issue key", "key_1", detail);
  }

  @Test
  void anEntryThatWasChangedIsNotIntact() {
    AuditEntry entry = AuditEntry.after(0, AuditEntry.NOTHING, note("alice"));
    assertThat(entry.intact()).isTrue();
    assertThat(new AuditEntry(1, note("bob"), entry.previous(), entry.hash()).intact()).isFalse();
    assertThat(new AuditEntry(2, note("alice"), entry.previous(), entry.hash()).intact()).isFalse();
  }

  @Test
  void anEntryCoversAllBeforeIt() {
    AuditEntry first = AuditEntry.after(0, AuditEntry.NOTHING, note("alice"));
    AuditEntry other = AuditEntry.after(0, AuditEntry.NOTHING, note("bob"));
    AuditEntry after = AuditEntry.after(first.number(), first.hash(), note("carol"));
    assertThat(after.number()).isEqualTo(2);
    assertThat(after.hash()).isNotEqualTo(AuditEntry.after(1, other.hash(), note("carol")).hash());
  }
}
