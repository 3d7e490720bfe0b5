/** Tests of the words that everything else uses. */
@NullMarked
package dev.sluice.admin.doctor;

import org.jspecify.annotations.NullMarked;
