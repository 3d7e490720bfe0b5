package dev.sluice.routing;

/** A conversation: two callers may well use one session's name. */
public record SessionKey(String caller, String session) {}
