package dev.sluice.admin;

/** Who may call an operation. */
enum Access {
  EVERYONE,
  ADMINISTRATOR
}
