package dev.sluice.config;

import java.nio.file.Path;

/** The PEM files of the gateway's own HTTPS. */
public record TlsFiles(Path certificate, Path key) {}
