/**
 * The configuration document and the environment as checked records, and their reload. Never
 * decides about a request.
 */
@NullMarked
package dev.sluice.config;

import org.jspecify.annotations.NullMarked;
