package dev.sluice.config;

/** Another configuration holds now. */
public record ConfigChanged(Revision revision) {}
