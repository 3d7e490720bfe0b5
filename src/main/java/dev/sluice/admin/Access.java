package dev.sluice.admin;

/** Who may call an operation. */
enum Access {
  EVERYONE,
  /** Whoever holds an issued key, for what is its own. */
  MEMBER,
  ADMINISTRATOR
}
