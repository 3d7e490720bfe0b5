package dev.sluice.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
  void aWalkFindsTheFirstPlaceWhereTheTrailDoesNotHoldTogether() {
    var whole = new ArrayList<AuditEntry>();
    String last = AuditEntry.NOTHING;
    for (int number = 0; number < 5; number++) {
      AuditEntry entry = AuditEntry.after(number, last, note("n" + number));
      whole.add(entry);
      last = entry.hash();
    }
    assertThat(walked(whole)).isEqualTo(new AuditCheck(5, Optional.empty()));
    var changed = new ArrayList<>(whole);
    AuditEntry third = whole.get(2);
    changed.set(2, new AuditEntry(3, note("forged"), third.previous(), third.hash()));
    assertThat(walked(changed).brokenAt()).contains(3L);
    changed.set(2, AuditEntry.after(2, third.previous(), note("forged and hashed anew")));
    assertThat(walked(changed).brokenAt()).contains(4L);
    var shorter = new ArrayList<>(whole);
    shorter.remove(2);
    assertThat(walked(shorter).brokenAt()).contains(4L);
    shorter.removeFirst();
    assertThat(walked(shorter).brokenAt()).contains(2L);
  }

  private static AuditCheck walked(List<AuditEntry> entries) {
    var walk = new AuditCheck.Walk();
    entries.forEach(walk::see);
    return walk.done();
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
