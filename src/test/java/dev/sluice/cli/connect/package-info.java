@NullMarked
package dev.sluice.cli.connect;

import org.jspecify.annotations.NullMarked;
