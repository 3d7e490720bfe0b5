-- What a long time adds up to, in few rows: 1,209,600,000 ms are fourteen days.
CREATE TABLE usage_fortnights (
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
CREATE INDEX usage_fortnights_by_caller ON usage_fortnights (caller_id, at);
CREATE INDEX usage_fortnights_by_user ON usage_fortnights (user_id, at);

CREATE TABLE sum_fortnights (
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

INSERT INTO usage_fortnights
SELECT at - at % 1209600000, caller_id, user_id, channel, model,
  sum(requests), sum(errors), sum(input_tokens), sum(output_tokens), sum(cache_read_tokens),
  sum(cache_write_5m_tokens), sum(cache_write_1h_tokens), sum(web_searches), sum(cost),
  sum(estimated), sum(unpriced)
FROM usage_days GROUP BY at - at % 1209600000, caller_id, user_id, channel, model;

INSERT INTO sum_fortnights
SELECT dimension, at - at % 1209600000, name,
  sum(requests), sum(errors), sum(input_tokens), sum(output_tokens), sum(cache_read_tokens),
  sum(cache_write_5m_tokens), sum(cache_write_1h_tokens), sum(web_searches), sum(cost),
  sum(estimated), sum(unpriced)
FROM sum_days GROUP BY dimension, at - at % 1209600000, name;

-- A conversation's hours lie together: its days need no table of their own.
CREATE TABLE talk_hours (
  caller_id TEXT NOT NULL,
  session TEXT NOT NULL,
  at BIGINT NOT NULL,
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
  PRIMARY KEY (caller_id, session, at, agent)
);
INSERT INTO talk_hours (caller_id, session, at, agent, requests, errors, input_tokens, output_tokens, cache_read_tokens, cache_write_5m_tokens,
  cache_write_1h_tokens, web_searches, cost, estimated, unpriced)
SELECT caller_id, session, at, agent, requests, errors, input_tokens, output_tokens, cache_read_tokens, cache_write_5m_tokens,
  cache_write_1h_tokens, web_searches, cost, estimated, unpriced
FROM session_hours ORDER BY caller_id, session, at, agent;
DROP TABLE session_hours;
DROP TABLE session_days;

-- The dearest of the conversations, and of their agents, are found in the index alone.
DROP INDEX sessions_by_last;
CREATE INDEX sessions_by_last
  ON sessions (last_at, session, caller_id, first_at, cost, output_tokens, requests);

CREATE TABLE agents (
  agent TEXT NOT NULL,
  caller_id TEXT NOT NULL,
  session TEXT NOT NULL,
  first_at BIGINT NOT NULL,
  last_at BIGINT NOT NULL,
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
  PRIMARY KEY (agent, caller_id, session)
);
CREATE INDEX agents_by_last
  ON agents (last_at, agent, caller_id, session, first_at, cost, output_tokens, requests);

INSERT INTO agents
SELECT agent, caller_id, session, min(at), max(at) + 3599999,
  sum(requests), sum(errors), sum(input_tokens), sum(output_tokens), sum(cache_read_tokens),
  sum(cache_write_5m_tokens), sum(cache_write_1h_tokens), sum(web_searches), sum(cost),
  sum(estimated), sum(unpriced)
FROM talk_hours WHERE agent <> '' GROUP BY agent, caller_id, session;

-- Only what was served by another model than it asked for is looked up by what served it.
DROP INDEX requests_by_served_model;
CREATE INDEX requests_by_other_model ON requests (served_model, time, id)
  WHERE served_model <> model;

-- What has no price yet is found again when one is set.
CREATE INDEX attempts_unpriced ON attempts (time) WHERE cost IS NULL;
