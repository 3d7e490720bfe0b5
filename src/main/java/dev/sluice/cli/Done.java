package dev.sluice.cli;

import dev.sluice.admin.Changed;

/**
 * What a command changed.
 *
 * @param what one line, secrets masked
 * @param revision that holds now
 */
record Done(String what, long revision) {

  static Done of(Changed changed) {
    return new Done(changed.what(), changed.revision().number());
  }
}
