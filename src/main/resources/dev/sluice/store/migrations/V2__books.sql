ALTER TABLE requests ADD COLUMN user_id TEXT NOT NULL DEFAULT '';
ALTER TABLE requests ADD COLUMN web_searches BIGINT NOT NULL DEFAULT 0;
ALTER TABLE requests ADD COLUMN counting INTEGER NOT NULL DEFAULT 0;
ALTER TABLE requests ADD COLUMN estimated INTEGER NOT NULL DEFAULT 0;
ALTER TABLE requests ADD COLUMN cost BIGINT;

CREATE INDEX requests_by_caller ON requests (caller_id, time, id);
CREATE INDEX requests_by_user ON requests (user_id, time, id) WHERE user_id <> '';
CREATE INDEX requests_by_model ON requests (model, time, id);
CREATE INDEX requests_by_served_model ON requests (served_model, time, id);
CREATE INDEX requests_by_failure ON requests (time, id, status) WHERE status >= 400;
CREATE INDEX requests_by_error ON requests (time, id, error) WHERE error <> '';

CREATE TABLE attempts (
  request_id TEXT NOT NULL,
  attempt INTEGER NOT NULL,
  time BIGINT NOT NULL,
  caller_id TEXT NOT NULL,
  user_id TEXT NOT NULL,
  channel TEXT NOT NULL,
  channel_key TEXT NOT NULL,
  model TEXT NOT NULL,
  session TEXT NOT NULL,
  agent TEXT NOT NULL,
  input_tokens BIGINT NOT NULL,
  output_tokens BIGINT NOT NULL,
  cache_read_tokens BIGINT NOT NULL,
  cache_write_5m_tokens BIGINT NOT NULL,
  cache_write_1h_tokens BIGINT NOT NULL,
  web_searches BIGINT NOT NULL,
  estimated INTEGER NOT NULL,
  multiplier TEXT NOT NULL,
  price_revision TEXT NOT NULL,
  cost BIGINT,
  PRIMARY KEY (request_id, attempt)
);
CREATE INDEX attempts_by_time ON attempts (time);

CREATE TABLE prices (
  revision TEXT NOT NULL PRIMARY KEY,
  model TEXT NOT NULL,
  valid_from TEXT NOT NULL,
  source TEXT NOT NULL,
  price TEXT NOT NULL,
  withdrawn INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE usage_hours (
  at BIGINT NOT NULL,
  caller_id TEXT NOT NULL,
  user_id TEXT NOT NULL,
  channel TEXT NOT NULL,
  model TEXT NOT NULL,
  requests BIGINT NOT NULL,
  errors BIGINT NOT NULL,
  input_tokens BIGINT NOT NULL,
  output_tokens BIGINT NOT NULL,
  cache_read_tokens BIGINT NOT NULL,
  cache_write_5m_tokens BIGINT NOT NULL,
  cache_write_1h_tokens BIGINT NOT NULL,
  web_searches BIGINT NOT NULL,
  cost BIGINT NOT NULL,
  estimated BIGINT NOT NULL,
  unpriced BIGINT NOT NULL,
  PRIMARY KEY (at, caller_id, user_id, channel, model)
);

CREATE TABLE usage_days (
  at BIGINT NOT NULL,
  caller_id TEXT NOT NULL,
  user_id TEXT NOT NULL,
  channel TEXT NOT NULL,
  model TEXT NOT NULL,
  requests BIGINT NOT NULL,
  errors BIGINT NOT NULL,
  input_tokens BIGINT NOT NULL,
  output_tokens BIGINT NOT NULL,
  cache_read_tokens BIGINT NOT NULL,
  cache_write_5m_tokens BIGINT NOT NULL,
  cache_write_1h_tokens BIGINT NOT NULL,
  web_searches BIGINT NOT NULL,
  cost BIGINT NOT NULL,
  estimated BIGINT NOT NULL,
  unpriced BIGINT NOT NULL,
  PRIMARY KEY (at, caller_id, user_id, channel, model)
);

CREATE INDEX usage_hours_by_caller ON usage_hours (caller_id, at);
CREATE INDEX usage_hours_by_user ON usage_hours (user_id, at);
CREATE INDEX usage_days_by_caller ON usage_days (caller_id, at);
CREATE INDEX usage_days_by_user ON usage_days (user_id, at);

CREATE TABLE sum_hours (
  dimension TEXT NOT NULL,
  at BIGINT NOT NULL,
  name TEXT NOT NULL,
  requests BIGINT NOT NULL,
  errors BIGINT NOT NULL,
  input_tokens BIGINT NOT NULL,
  output_tokens BIGINT NOT NULL,
  cache_read_tokens BIGINT NOT NULL,
  cache_write_5m_tokens BIGINT NOT NULL,
  cache_write_1h_tokens BIGINT NOT NULL,
  web_searches BIGINT NOT NULL,
  cost BIGINT NOT NULL,
  estimated BIGINT NOT NULL,
  unpriced BIGINT NOT NULL,
  PRIMARY KEY (dimension, at, name)
);

CREATE TABLE sum_days (
  dimension TEXT NOT NULL,
  at BIGINT NOT NULL,
  name TEXT NOT NULL,
  requests BIGINT NOT NULL,
  errors BIGINT NOT NULL,
  input_tokens BIGINT NOT NULL,
  output_tokens BIGINT NOT NULL,
  cache_read_tokens BIGINT NOT NULL,
  cache_write_5m_tokens BIGINT NOT NULL,
  cache_write_1h_tokens BIGINT NOT NULL,
  web_searches BIGINT NOT NULL,
  cost BIGINT NOT NULL,
  estimated BIGINT NOT NULL,
  unpriced BIGINT NOT NULL,
  PRIMARY KEY (dimension, at, name)
);

CREATE TABLE session_hours (
  at BIGINT NOT NULL,
  caller_id TEXT NOT NULL,
  session TEXT NOT NULL,
  agent TEXT NOT NULL,
  requests BIGINT NOT NULL,
  errors BIGINT NOT NULL,
  input_tokens BIGINT NOT NULL,
  output_tokens BIGINT NOT NULL,
  cache_read_tokens BIGINT NOT NULL,
  cache_write_5m_tokens BIGINT NOT NULL,
  cache_write_1h_tokens BIGINT NOT NULL,
  web_searches BIGINT NOT NULL,
  cost BIGINT NOT NULL,
  estimated BIGINT NOT NULL,
  unpriced BIGINT NOT NULL,
  PRIMARY KEY (at, caller_id, session, agent)
);

CREATE TABLE session_days (
  at BIGINT NOT NULL,
  caller_id TEXT NOT NULL,
  session TEXT NOT NULL,
  agent TEXT NOT NULL,
  requests BIGINT NOT NULL,
  errors BIGINT NOT NULL,
  input_tokens BIGINT NOT NULL,
  output_tokens BIGINT NOT NULL,
  cache_read_tokens BIGINT NOT NULL,
  cache_write_5m_tokens BIGINT NOT NULL,
  cache_write_1h_tokens BIGINT NOT NULL,
  web_searches BIGINT NOT NULL,
  cost BIGINT NOT NULL,
  estimated BIGINT NOT NULL,
  unpriced BIGINT NOT NULL,
  PRIMARY KEY (at, caller_id, session, agent)
);

CREATE TABLE sessions (
  session TEXT NOT NULL,
  caller_id TEXT NOT NULL,
  user_id TEXT NOT NULL,
  first_at BIGINT NOT NULL,
  last_at BIGINT NOT NULL,
  channel TEXT NOT NULL,
  model TEXT NOT NULL,
  requests BIGINT NOT NULL,
  errors BIGINT NOT NULL,
  input_tokens BIGINT NOT NULL,
  output_tokens BIGINT NOT NULL,
  cache_read_tokens BIGINT NOT NULL,
  cache_write_5m_tokens BIGINT NOT NULL,
  cache_write_1h_tokens BIGINT NOT NULL,
  web_searches BIGINT NOT NULL,
  cost BIGINT NOT NULL,
  estimated BIGINT NOT NULL,
  unpriced BIGINT NOT NULL,
  PRIMARY KEY (session, caller_id)
);
CREATE INDEX sessions_by_last ON sessions (last_at, session, caller_id);

-- What was recorded before there were prices: its tokens count, its cost stays unknown.
INSERT INTO attempts
SELECT id, 1, time, caller_id, '', channel, channel_key, served_model, session, agent,
       input_tokens, output_tokens, cache_read_tokens, cache_write_5m_tokens, cache_write_1h_tokens,
       0, 0, '1', '', NULL
FROM requests WHERE usage_known = 1;

INSERT INTO usage_hours
SELECT time - time % 3600000, caller_id, '', channel, served_model, count(*),
       sum(CASE WHEN status >= 400 OR status = 0 OR error <> '' THEN 1 ELSE 0 END),
       sum(input_tokens), sum(output_tokens), sum(cache_read_tokens), sum(cache_write_5m_tokens),
       sum(cache_write_1h_tokens), 0, 0, 0, sum(usage_known)
FROM requests WHERE caller_kind <> 'unknown'
GROUP BY time - time % 3600000, caller_id, channel, served_model;

INSERT INTO usage_days
SELECT at - at % 86400000, caller_id, user_id, channel, model, sum(requests), sum(errors),
       sum(input_tokens), sum(output_tokens), sum(cache_read_tokens), sum(cache_write_5m_tokens),
       sum(cache_write_1h_tokens), 0, 0, 0, sum(unpriced)
FROM usage_hours GROUP BY at - at % 86400000, caller_id, user_id, channel, model;

INSERT INTO sum_hours
SELECT 'total', at, '', sum(requests), sum(errors),
       sum(input_tokens), sum(output_tokens), sum(cache_read_tokens), sum(cache_write_5m_tokens),
       sum(cache_write_1h_tokens), 0, 0, 0, sum(unpriced)
FROM usage_hours GROUP BY at;

INSERT INTO sum_hours
SELECT 'model', at, model, sum(requests), sum(errors),
       sum(input_tokens), sum(output_tokens), sum(cache_read_tokens), sum(cache_write_5m_tokens),
       sum(cache_write_1h_tokens), 0, 0, 0, sum(unpriced)
FROM usage_hours GROUP BY at, model;

INSERT INTO sum_hours
SELECT 'key', at, caller_id, sum(requests), sum(errors),
       sum(input_tokens), sum(output_tokens), sum(cache_read_tokens), sum(cache_write_5m_tokens),
       sum(cache_write_1h_tokens), 0, 0, 0, sum(unpriced)
FROM usage_hours GROUP BY at, caller_id;

INSERT INTO sum_hours
SELECT 'user', at, user_id, sum(requests), sum(errors),
       sum(input_tokens), sum(output_tokens), sum(cache_read_tokens), sum(cache_write_5m_tokens),
       sum(cache_write_1h_tokens), 0, 0, 0, sum(unpriced)
FROM usage_hours GROUP BY at, user_id;

INSERT INTO sum_hours
SELECT 'channel', at, channel, sum(requests), sum(errors),
       sum(input_tokens), sum(output_tokens), sum(cache_read_tokens), sum(cache_write_5m_tokens),
       sum(cache_write_1h_tokens), 0, 0, 0, sum(unpriced)
FROM usage_hours GROUP BY at, channel;

INSERT INTO sum_days
SELECT 'total', at, '', sum(requests), sum(errors),
       sum(input_tokens), sum(output_tokens), sum(cache_read_tokens), sum(cache_write_5m_tokens),
       sum(cache_write_1h_tokens), 0, 0, 0, sum(unpriced)
FROM usage_days GROUP BY at;

INSERT INTO sum_days
SELECT 'model', at, model, sum(requests), sum(errors),
       sum(input_tokens), sum(output_tokens), sum(cache_read_tokens), sum(cache_write_5m_tokens),
       sum(cache_write_1h_tokens), 0, 0, 0, sum(unpriced)
FROM usage_days GROUP BY at, model;

INSERT INTO sum_days
SELECT 'key', at, caller_id, sum(requests), sum(errors),
       sum(input_tokens), sum(output_tokens), sum(cache_read_tokens), sum(cache_write_5m_tokens),
       sum(cache_write_1h_tokens), 0, 0, 0, sum(unpriced)
FROM usage_days GROUP BY at, caller_id;

INSERT INTO sum_days
SELECT 'user', at, user_id, sum(requests), sum(errors),
       sum(input_tokens), sum(output_tokens), sum(cache_read_tokens), sum(cache_write_5m_tokens),
       sum(cache_write_1h_tokens), 0, 0, 0, sum(unpriced)
FROM usage_days GROUP BY at, user_id;

INSERT INTO sum_days
SELECT 'channel', at, channel, sum(requests), sum(errors),
       sum(input_tokens), sum(output_tokens), sum(cache_read_tokens), sum(cache_write_5m_tokens),
       sum(cache_write_1h_tokens), 0, 0, 0, sum(unpriced)
FROM usage_days GROUP BY at, channel;

INSERT INTO session_hours
SELECT time - time % 3600000, caller_id, session, agent, count(*),
       sum(CASE WHEN status >= 400 OR status = 0 OR error <> '' THEN 1 ELSE 0 END),
       sum(input_tokens), sum(output_tokens), sum(cache_read_tokens), sum(cache_write_5m_tokens),
       sum(cache_write_1h_tokens), 0, 0, 0, sum(usage_known)
FROM requests WHERE caller_kind <> 'unknown' AND session <> ''
GROUP BY time - time % 3600000, caller_id, session, agent;

INSERT INTO session_days
SELECT at - at % 86400000, caller_id, session, agent, sum(requests), sum(errors),
       sum(input_tokens), sum(output_tokens), sum(cache_read_tokens), sum(cache_write_5m_tokens),
       sum(cache_write_1h_tokens), 0, 0, 0, sum(unpriced)
FROM session_hours GROUP BY at - at % 86400000, caller_id, session, agent;

INSERT INTO sessions
SELECT session, caller_id, '', min(time), max(time), max(channel), max(served_model), count(*),
       sum(CASE WHEN status >= 400 OR status = 0 OR error <> '' THEN 1 ELSE 0 END),
       sum(input_tokens), sum(output_tokens), sum(cache_read_tokens), sum(cache_write_5m_tokens),
       sum(cache_write_1h_tokens), 0, 0, 0, sum(usage_known)
FROM requests WHERE caller_kind <> 'unknown' AND session <> ''
GROUP BY session, caller_id;
