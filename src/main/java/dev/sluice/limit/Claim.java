package dev.sluice.limit;

/**
 * One of the subjects on whose account a request goes.
 *
 * @param subject names it; the fixed order of subjects is that of their names
 * @param limits that hold for it now
 */
public record Claim(String subject, Limits limits) {}
