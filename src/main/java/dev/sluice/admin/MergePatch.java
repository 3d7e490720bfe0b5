package dev.sluice.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** RFC 7396: members replace members, null takes one out, objects are merged. */
final class MergePatch {

  private MergePatch() {}

  /** Changes {@code target} in place; the depth of both is bounded by who read them. */
  static void apply(ObjectNode target, ObjectNode patch) {
    patch
        .properties()
        .forEach(member -> {
          String name = member.getKey();
          if (member.getValue().isNull()) {
            target.remove(name);
          } else if (member.getValue() instanceof ObjectNode inner) {
            ObjectNode merged =
                target.get(name) instanceof ObjectNode present ? present : target.putObject(name);
            apply(merged, inner);
          } else {
            target.set(name, member.getValue());
          }
        });
  }
}
