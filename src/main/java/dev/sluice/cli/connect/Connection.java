package dev.sluice.cli.connect;

import dev.sluice.cli.connect.UndoRecord.Member;
import dev.sluice.config.FileReplacement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Merges settings into a client's file, so that every byte of it can be had back. */
record Connection(Client client, ClientFile file) {

  private static final byte[] NONE = {};

  /** A setting that is not yet so, and what is written there now. */
  record Change(Setting setting, Optional<String> before) {}

  /** What a merge would do. */
  record Plan(Optional<byte[]> before, SettingsText after, List<Change> changes) {}

  /** What the file was before it was connected; nothing when it was not there. */
  private record Origin(Optional<byte[]> content, boolean madeFolder, List<Member> members) {}

  static Connection of(Client client, Shell shell) throws IOException, ConnectFailed {
    return new Connection(client, ClientFile.at(client.file(shell)));
  }

  Plan plan(List<Setting> settings) throws IOException, ConnectFailed {
    Optional<byte[]> before = file.read();
    SettingsText text = read(before.orElse(NONE));
    var changes = new ArrayList<Change>();
    for (Setting setting : settings) {
      Optional<String> value = text.value(setting.path());
      if (!value.equals(Optional.of(setting.value()))) {
        changes.add(new Change(setting, value));
        text = with(text, setting);
      }
    }
    if (!changes.isEmpty()) {
      file.refuseReadOnly();
    }
    return new Plan(before, text, List.copyOf(changes));
  }

  private SettingsText with(SettingsText text, Setting setting) throws ConnectFailed {
    try {
      return text.set(setting.path(), text.quoted(setting.value()));
    } catch (InvalidText e) {
      throw ConnectFailed.invalid(file.named(), e);
    }
  }

  private SettingsText read(byte[] content) throws ConnectFailed {
    try {
      return client.read(ClientFile.text(file.named(), content));
    } catch (InvalidText e) {
      throw ConnectFailed.invalid(file.named(), e);
    }
  }

  /* The backup and the record come first: a crash between leaves a file that is its own origin. */
  void apply(Plan plan) throws IOException, ConnectFailed {
    if (!Arrays.equals(plan.before().orElse(NONE), file.read().orElse(NONE))) {
      throw ConnectFailed.refused(file.named() + " was changed meanwhile; run connect again");
    }
    Origin origin = origin(plan.before());
    var members = new ArrayList<>(origin.members());
    for (Change change : plan.changes()) {
      List<String> path = change.setting().path();
      members.removeIf(member -> member.path().equals(path));
      members.add(UndoRecord.member(plan.after(), path));
    }
    byte[] written = plan.after().text().getBytes(StandardCharsets.UTF_8);
    boolean madeFolder = file.makeFolder() || origin.madeFolder();
    if (origin.content().isPresent()) {
      FileReplacement.write(backup(), origin.content().get());
    } else {
      Files.deleteIfExists(backup());
    }
    boolean madeFile = origin.content().isEmpty();
    var undo = new UndoRecord(madeFile, madeFolder, UndoRecord.hash(written), members);
    FileReplacement.write(record(), undo.print());
    file.write(written);
  }

  private Origin origin(Optional<byte[]> now) throws IOException, ConnectFailed {
    Optional<UndoRecord> undo = undoRecord();
    var fresh = new Origin(now, false, List.of());
    if (undo.isEmpty() || now.isEmpty()) {
      return fresh;
    }
    UndoRecord done = undo.get();
    Optional<byte[]> kept = done.madeFile() ? Optional.empty() : content(backup());
    if (kept.isEmpty() && !done.madeFile()) {
      return fresh;
    }
    if (UndoRecord.hash(now.get()).equals(done.written())) {
      return new Origin(kept, done.madeFolder(), done.members());
    }
    SettingsText text = read(now.get());
    if (done.members().stream().noneMatch(member -> member.isIn(text))) {
      return fresh;
    }
    byte[] base = withoutOurs(text, done, kept).text().getBytes(StandardCharsets.UTF_8);
    return new Origin(Optional.of(base), false, done.members());
  }

  /** Takes back what connect did; the answer says how. */
  String undo() throws IOException, ConnectFailed {
    UndoRecord done =
        undoRecord()
            .orElseThrow(() ->
                ConnectFailed.notFound(
                    "nothing to undo: " + file.named() + " was not changed by connect"));
    Optional<byte[]> kept = done.madeFile() ? Optional.empty() : content(backup());
    if (kept.isEmpty() && !done.madeFile()) {
      throw ConnectFailed.notFound(
          backup() + " is gone: take " + names(done.members()) + " out of " + file.named());
    }
    Optional<byte[]> now = file.read();
    String how = now.isEmpty() ? gone(done) : undo(done, kept, now.get());
    Files.deleteIfExists(record());
    Files.deleteIfExists(backup());
    if (done.madeFolder() && !file.exists()) {
      file.deleteEmptyFolder();
    }
    return how;
  }

  private String gone(UndoRecord done) throws ConnectFailed {
    if (!done.madeFile()) {
      throw ConnectFailed.refused(
          file.named() + " was removed since; what it was before is in " + backup());
    }
    return file.named() + ", which connect had made, is gone already.";
  }

  private String undo(UndoRecord done, Optional<byte[]> kept, byte[] now)
      throws IOException, ConnectFailed {
    if (kept.isPresent() && Arrays.equals(kept.get(), now)) {
      return file.named() + " is as it was already.";
    }
    file.refuseReadOnly();
    if (!UndoRecord.hash(now).equals(done.written())) {
      return takeOut(done, kept, read(now));
    }
    if (kept.isEmpty()) {
      file.delete();
      return "Removed " + file.named() + ", which connect had made.";
    }
    file.write(kept.get());
    return "Restored " + file.named() + " as it was, byte for byte.";
  }

  private String takeOut(UndoRecord done, Optional<byte[]> kept, SettingsText now)
      throws IOException, ConnectFailed {
    List<Member> taken =
        done.members().stream()
            .filter(member -> now.raw(member.path()).isPresent() && !member.isIn(now))
            .toList();
    if (!taken.isEmpty()) {
      throw ConnectFailed.refused(
          file.named()
              + " was changed since: "
              + names(taken)
              + " is not what connect wrote; edit it by hand"
              + (kept.isPresent() ? ", what it was before is in " + backup() : ""));
    }
    file.write(withoutOurs(now, done, kept).text().getBytes(StandardCharsets.UTF_8));
    return file.named()
        + " was changed since: took back only "
        + names(done.members())
        + ", and left the rest as it is now.";
  }

  private SettingsText withoutOurs(SettingsText now, UndoRecord done, Optional<byte[]> kept)
      throws ConnectFailed {
    SettingsText old = read(kept.orElse(NONE));
    SettingsText text = now;
    try {
      for (Member member : done.members().reversed()) {
        Optional<String> raw = old.raw(member.path());
        if (member.isIn(text)) {
          text = raw.isPresent() ? text.set(member.path(), raw.get()) : text.remove(member.path());
        }
      }
      for (Member member : done.members()) {
        for (int length = member.path().size() - 1; length > 0; length--) {
          List<String> holder = member.path().subList(0, length);
          text = old.raw(holder).isPresent() ? text : text.prune(holder);
        }
      }
      return text;
    } catch (InvalidText e) {
      throw ConnectFailed.invalid(file.named(), e);
    }
  }

  private static String names(List<Member> members) {
    return String.join(", ", members.stream().map(Member::name).toList());
  }

  Path backup() {
    return file.beside(".sluice-backup");
  }

  private Path record() {
    return file.beside(".sluice-undo");
  }

  private Optional<UndoRecord> undoRecord() throws IOException {
    return content(record()).flatMap(UndoRecord::read);
  }

  private static Optional<byte[]> content(Path path) throws IOException {
    return Files.isRegularFile(path) ? Optional.of(Files.readAllBytes(path)) : Optional.empty();
  }
}
