package dev.sluice.access;

import java.util.Optional;

/**
 * Where the requests of one family of models go.
 *
 * @param channel an id, a name, or a type whose channels are all meant
 * @param model that is asked for instead
 * @param effort of thinking that is asked for instead, as the Anthropic wire spells it
 */
public record Slot(String channel, String model, Optional<String> effort) {}
