CREATE TABLE bodies (
  id TEXT NOT NULL,
  side TEXT NOT NULL,
  time BIGINT NOT NULL,
  length BIGINT NOT NULL,
  cut INTEGER NOT NULL,
  size BIGINT NOT NULL,
  sealed BYTEA NOT NULL,
  PRIMARY KEY (id, side)
);

CREATE INDEX bodies_by_time ON bodies (time, id, side);
CREATE INDEX bodies_by_size ON bodies (size);
