/** What a gateway finds when it looks at itself: configuration, files, channels, model slots. */
@NullMarked
package dev.sluice.admin.doctor;

import org.jspecify.annotations.NullMarked;
