package dev.sluice.admin.doctor;

import java.util.List;

/**
 * A place of Claude Code that asks for a model of its own.
 *
 * @param name {@code opus}, {@code sonnet}, {@code haiku}, or what a variable stands for
 * @param model as it is asked for
 */
public record Slot(String name, String model) {

  /** What is asked for when nothing else is set. */
  public static final List<Slot> USUAL =
      List.of(
          new Slot("opus", "claude-opus-4-5"),
          new Slot("sonnet", "claude-sonnet-4-5"),
          new Slot("haiku", "claude-haiku-4-5"));
}
