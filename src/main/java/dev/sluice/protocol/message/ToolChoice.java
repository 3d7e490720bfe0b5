package dev.sluice.protocol.message;

/** Whether tools are to be called. */
public sealed interface ToolChoice {

  /** As the model sees fit. */
  record Auto() implements ToolChoice {}

  /** At least one. */
  record Any() implements ToolChoice {}

  /** This one. */
  record Named(String name) implements ToolChoice {}

  /** None. */
  record None() implements ToolChoice {}
}
