CREATE TABLE issued_keys (
  id TEXT NOT NULL PRIMARY KEY,
  terms TEXT NOT NULL,
  prefix TEXT NOT NULL,
  digest TEXT NOT NULL UNIQUE,
  former_digest TEXT,
  former_until BIGINT,
  sealed TEXT,
  created BIGINT NOT NULL
);

CREATE TABLE users (
  id TEXT NOT NULL PRIMARY KEY,
  profile TEXT NOT NULL,
  created BIGINT NOT NULL
);

CREATE TABLE audit (
  number BIGINT NOT NULL PRIMARY KEY,
  time BIGINT NOT NULL,
  author TEXT NOT NULL,
  action TEXT NOT NULL,
  target TEXT NOT NULL,
  detail TEXT NOT NULL,
  previous TEXT NOT NULL UNIQUE,
  hash TEXT NOT NULL
);
