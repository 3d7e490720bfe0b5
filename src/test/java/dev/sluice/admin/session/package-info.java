/** Tests of the tokens of those who have signed in. */
@NullMarked
package dev.sluice.admin.session;

import org.jspecify.annotations.NullMarked;
