package dev.sluice.config;

import dev.sluice.base.Glob;
import java.util.Optional;

/**
 * A model's other name, applied before the channels' own maps.
 *
 * @param channel the id of the only channel it holds for; empty: all
 */
public record Mapping(Glob from, String to, Optional<String> channel) {}
