package dev.sluice.admin;

import dev.sluice.config.Configuration;
import dev.sluice.config.Revision;

/**
 * What a command did.
 *
 * @param what one line for people, secrets masked
 * @param revision that holds now
 * @param configuration that holds now
 */
public record Changed(String what, Revision revision, Configuration configuration) {}
