CREATE TABLE requests (
  id TEXT NOT NULL PRIMARY KEY,
  time BIGINT NOT NULL,
  caller_kind TEXT NOT NULL,
  caller_id TEXT NOT NULL,
  caller_name TEXT NOT NULL,
  protocol TEXT NOT NULL,
  model TEXT NOT NULL,
  served_model TEXT NOT NULL,
  channel TEXT NOT NULL,
  channel_key TEXT NOT NULL,
  session TEXT NOT NULL,
  agent TEXT NOT NULL,
  status INTEGER NOT NULL,
  verdict TEXT NOT NULL,
  attempts TEXT NOT NULL,
  input_tokens BIGINT NOT NULL,
  output_tokens BIGINT NOT NULL,
  cache_read_tokens BIGINT NOT NULL,
  cache_write_5m_tokens BIGINT NOT NULL,
  cache_write_1h_tokens BIGINT NOT NULL,
  usage_known INTEGER NOT NULL,
  ttfb_ms BIGINT NOT NULL,
  ttft_ms BIGINT NOT NULL,
  duration_ms BIGINT NOT NULL,
  ended_by TEXT NOT NULL,
  error TEXT NOT NULL
);

CREATE INDEX requests_by_time ON requests (time, id);
CREATE INDEX requests_by_session ON requests (session, time, id);
CREATE INDEX requests_by_channel ON requests (channel, time, id);
