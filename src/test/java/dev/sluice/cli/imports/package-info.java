/** Tests of the configurations of other programs. */
@org.jspecify.annotations.NullMarked
package dev.sluice.cli.imports;
