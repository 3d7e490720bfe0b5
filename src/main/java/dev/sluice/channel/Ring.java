package dev.sluice.channel;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The order in which a channel's keys are tried, with the state of each.
 *
 * @param keys first to try first; every key of the configuration once
 */
public record Ring(List<KeyState> keys) {

  public Ring {
    keys = List.copyOf(keys);
  }

  static Ring of(List<String> ids) {
    return new Ring(ids.stream().map(KeyState::fresh).toList());
  }

  public Optional<KeyState> key(String id) {
    for (KeyState key : keys) {
      if (key.id().equals(id)) {
        return Optional.of(key);
      }
    }
    return Optional.empty();
  }

  public List<String> order() {
    return keys.stream().map(KeyState::id).toList();
  }

  Ring after(String id, Verdict verdict, long begun, long now) {
    return replaced(id, key -> key.after(verdict, begun, now));
  }

  /** Forgets what was held against a key: it was re-tested or reset by hand. */
  Ring recovered(String id) {
    return replaced(id, KeyState::recovered);
  }

  /** Moves keys to the end, in the order in which they failed. */
  Ring demoted(Collection<String> failed) {
    if (failed.isEmpty()) {
      return this;
    }
    var front = new ArrayList<KeyState>(keys);
    var back = new ArrayList<KeyState>();
    for (String id : failed) {
      key(id).ifPresent(back::add);
    }
    front.removeAll(back);
    front.addAll(back);
    return front.equals(keys) ? this : new Ring(front);
  }

  /** The ring for a new configuration: known keys keep state and order, new ones join as listed. */
  Ring carriedOver(List<String> ids) {
    var kept =
        new ArrayList<KeyState>(keys.stream().filter(key -> ids.contains(key.id())).toList());
    for (String id : ids) {
      if (key(id).isEmpty()) {
        kept.add(KeyState.fresh(id));
      }
    }
    return new Ring(kept);
  }

  /** A saved order, applied: keys that it does not name follow in their present order. */
  Ring ordered(List<String> saved) {
    var ordered = new ArrayList<KeyState>();
    saved.forEach(id -> key(id).ifPresent(ordered::add));
    keys.stream().filter(key -> !saved.contains(key.id())).forEach(ordered::add);
    return new Ring(ordered);
  }

  private Ring replaced(String id, java.util.function.UnaryOperator<KeyState> change) {
    for (int i = 0; i < keys.size(); i++) {
      KeyState before = keys.get(i);
      KeyState after = before.id().equals(id) ? change.apply(before) : before;
      if (!after.equals(before)) {
        var changed = new ArrayList<>(keys);
        changed.set(i, after);
        return new Ring(changed);
      }
    }
    return this;
  }
}
