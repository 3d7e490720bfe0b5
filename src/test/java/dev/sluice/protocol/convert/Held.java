package dev.sluice.protocol.convert;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;

/** What an object of ours keeps alive, as far as fields and collections lead. */
final class Held {

  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Deque<Object> open = new ArrayDeque<>();

  private Held() {}

  static Set<Object> by(Object root) {
    var held = new Held();
    held.find(root);
    while (!held.open.isEmpty()) {
      held.look(held.open.pop());
    }
    return held.seen;
  }

  private void find(Object found) {
    if (found != null && !(found instanceof Enum<?>) && seen.add(found)) {
      open.push(found);
    }
  }

  private void look(Object object) {
    switch (object) {
      case Map<?, ?> map -> {
        map.keySet().forEach(this::find);
        map.values().forEach(this::find);
      }
      case Iterable<?> many -> many.forEach(this::find);
      default -> fields(object);
    }
  }

  private void fields(Object object) {
    for (Class<?> type = object.getClass();
        type != null && type.getName().startsWith("dev.sluice");
        type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
          find(value(field, object));
        }
      }
    }
  }

  private static Object value(Field field, Object object) {
    try {
      field.setAccessible(true);
      return field.get(object);
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }
}
