/** Who is signed in with a browser: a signed cookie, and the token that proves a page its own. */
@NullMarked
package dev.sluice.admin.session;

import org.jspecify.annotations.NullMarked;
