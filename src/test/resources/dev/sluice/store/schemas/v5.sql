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
INSERT INTO attempts VALUES('req_old_1',1,1777638896000,'0123456789ab','','main','sk-ant-****abcd','claude-sonnet-4-5','s1','a1',10,7,3,1,2,0,0,'1','',NULL);
CREATE TABLE "flyway_schema_history" (
    "installed_rank" INT NOT NULL PRIMARY KEY,
    "version" VARCHAR(50),
    "description" VARCHAR(200) NOT NULL,
    "type" VARCHAR(20) NOT NULL,
    "script" VARCHAR(1000) NOT NULL,
    "checksum" INT,
    "installed_by" VARCHAR(100) NOT NULL,
    "installed_on" TEXT NOT NULL DEFAULT (strftime('%Y-%m-%d %H:%M:%f','now')),
    "execution_time" INT NOT NULL,
    "success" BOOLEAN NOT NULL
);
INSERT INTO flyway_schema_history VALUES(1,'1','requests','SQL','V1__requests.sql',2144942596,'','2026-11-26 00:54:49.230',97,1);
INSERT INTO flyway_schema_history VALUES(2,'2','books','SQL','V2__books.sql',2051456983,'','2026-11-26 02:02:03.197',106,1);
INSERT INTO flyway_schema_history VALUES(3,'3','bodies','SQL','V3__bodies.sql',1136950748,'','2026-11-26 10:32:07.777',0,1);
INSERT INTO flyway_schema_history VALUES(4,'4','keys','SQL','V4__keys.sql',1677638969,'','2026-11-26 11:02:07.777',0,1);
INSERT INTO flyway_schema_history VALUES(5,'5','long times','SQL','V5__long_times.sql',-559706221,'','2026-11-26 14:42:11.016',89,1);
CREATE TABLE prices (
  revision TEXT NOT NULL PRIMARY KEY,
  model TEXT NOT NULL,
  valid_from TEXT NOT NULL,
  source TEXT NOT NULL,
  price TEXT NOT NULL,
  withdrawn INTEGER NOT NULL DEFAULT 0
);
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
, user_id TEXT NOT NULL DEFAULT '', web_searches BIGINT NOT NULL DEFAULT 0, counting INTEGER NOT NULL DEFAULT 0, estimated INTEGER NOT NULL DEFAULT 0, cost BIGINT);
INSERT INTO requests VALUES('req_old_1',1777638896000,'access-key','0123456789ab','','anthropic','sonnet','claude-sonnet-4-5','main','sk-ant-****abcd','s1','a1',200,'succeeded','[{"channel":"main","key":"sk-ant-****abcd","verdict":"succeeded","status":200,"ttfbMs":5,"ms":9}]',10,7,3,1,2,1,5,6,9,'upstream','','',0,0,0,NULL);
INSERT INTO requests VALUES('req_old_2',1777728896000,'access-key','0123456789ab','','anthropic','sonnet','claude-sonnet-4-5','main','sk-ant-****abcd','s1','',503,'channel_failed','[]',0,0,0,0,0,0,0,0,9,'gateway','it broke','',0,0,0,NULL);
INSERT INTO requests VALUES('req_old_3',1777638896000,'unknown','','','anthropic','','','','','','',401,'','[]',0,0,0,0,0,0,0,0,0,'gateway','no','',0,0,0,NULL);
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
INSERT INTO sessions VALUES('s1','0123456789ab','',1777638896000,1777728896000,'main','claude-sonnet-4-5',2,1,10,7,3,1,2,0,0,0,1);
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
INSERT INTO sum_days VALUES('total',1777593600000,'',1,0,10,7,3,1,2,0,0,0,1);
INSERT INTO sum_days VALUES('total',1777680000000,'',1,1,0,0,0,0,0,0,0,0,0);
INSERT INTO sum_days VALUES('model',1777593600000,'claude-sonnet-4-5',1,0,10,7,3,1,2,0,0,0,1);
INSERT INTO sum_days VALUES('model',1777680000000,'claude-sonnet-4-5',1,1,0,0,0,0,0,0,0,0,0);
INSERT INTO sum_days VALUES('key',1777593600000,'0123456789ab',1,0,10,7,3,1,2,0,0,0,1);
INSERT INTO sum_days VALUES('key',1777680000000,'0123456789ab',1,1,0,0,0,0,0,0,0,0,0);
INSERT INTO sum_days VALUES('user',1777593600000,'',1,0,10,7,3,1,2,0,0,0,1);
INSERT INTO sum_days VALUES('user',1777680000000,'',1,1,0,0,0,0,0,0,0,0,0);
INSERT INTO sum_days VALUES('channel',1777593600000,'main',1,0,10,7,3,1,2,0,0,0,1);
INSERT INTO sum_days VALUES('channel',1777680000000,'main',1,1,0,0,0,0,0,0,0,0,0);
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
INSERT INTO sum_hours VALUES('total',1777636800000,'',1,0,10,7,3,1,2,0,0,0,1);
INSERT INTO sum_hours VALUES('total',1777726800000,'',1,1,0,0,0,0,0,0,0,0,0);
INSERT INTO sum_hours VALUES('model',1777636800000,'claude-sonnet-4-5',1,0,10,7,3,1,2,0,0,0,1);
INSERT INTO sum_hours VALUES('model',1777726800000,'claude-sonnet-4-5',1,1,0,0,0,0,0,0,0,0,0);
INSERT INTO sum_hours VALUES('key',1777636800000,'0123456789ab',1,0,10,7,3,1,2,0,0,0,1);
INSERT INTO sum_hours VALUES('key',1777726800000,'0123456789ab',1,1,0,0,0,0,0,0,0,0,0);
INSERT INTO sum_hours VALUES('user',1777636800000,'',1,0,10,7,3,1,2,0,0,0,1);
INSERT INTO sum_hours VALUES('user',1777726800000,'',1,1,0,0,0,0,0,0,0,0,0);
INSERT INTO sum_hours VALUES('channel',1777636800000,'main',1,0,10,7,3,1,2,0,0,0,1);
INSERT INTO sum_hours VALUES('channel',1777726800000,'main',1,1,0,0,0,0,0,0,0,0,0);
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
INSERT INTO usage_days VALUES(1777593600000,'0123456789ab','','main','claude-sonnet-4-5',1,0,10,7,3,1,2,0,0,0,1);
INSERT INTO usage_days VALUES(1777680000000,'0123456789ab','','main','claude-sonnet-4-5',1,1,0,0,0,0,0,0,0,0,0);
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
INSERT INTO usage_hours VALUES(1777636800000,'0123456789ab','','main','claude-sonnet-4-5',1,0,10,7,3,1,2,0,0,0,1);
INSERT INTO usage_hours VALUES(1777726800000,'0123456789ab','','main','claude-sonnet-4-5',1,1,0,0,0,0,0,0,0,0,0);
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
INSERT INTO bodies VALUES('req_old_1','request',1777638896000,3,0,3,X'010203');
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
INSERT INTO users VALUES('user_000000000001','{"name":"anna","note":"","role":"member","enabled":true,"expiresAt":null,"budgets":{},"rpm":null,"tpm":null,"concurrent":null,"sessions":null}',1777638896000);
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
INSERT INTO usage_fortnights VALUES(1776902400000,'0123456789ab','','main','claude-sonnet-4-5',2,1,10,7,3,1,2,0,0,0,1);
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
INSERT INTO sum_fortnights VALUES('channel',1776902400000,'main',2,1,10,7,3,1,2,0,0,0,1);
INSERT INTO sum_fortnights VALUES('key',1776902400000,'0123456789ab',2,1,10,7,3,1,2,0,0,0,1);
INSERT INTO sum_fortnights VALUES('model',1776902400000,'claude-sonnet-4-5',2,1,10,7,3,1,2,0,0,0,1);
INSERT INTO sum_fortnights VALUES('total',1776902400000,'',2,1,10,7,3,1,2,0,0,0,1);
INSERT INTO sum_fortnights VALUES('user',1776902400000,'',2,1,10,7,3,1,2,0,0,0,1);
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
INSERT INTO talk_hours VALUES('0123456789ab','s1',1777636800000,'a1',1,0,10,7,3,1,2,0,0,0,1);
INSERT INTO talk_hours VALUES('0123456789ab','s1',1777726800000,'',1,1,0,0,0,0,0,0,0,0,0);
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
INSERT INTO agents VALUES('a1','0123456789ab','s1',1777636800000,1777640399999,1,0,10,7,3,1,2,0,0,0,1);
CREATE INDEX "flyway_schema_history_s_idx" ON "flyway_schema_history" ("success");
CREATE INDEX requests_by_time ON requests (time, id);
CREATE INDEX requests_by_session ON requests (session, time, id);
CREATE INDEX requests_by_channel ON requests (channel, time, id);
CREATE INDEX requests_by_caller ON requests (caller_id, time, id);
CREATE INDEX requests_by_user ON requests (user_id, time, id) WHERE user_id <> '';
CREATE INDEX requests_by_model ON requests (model, time, id);
CREATE INDEX requests_by_failure ON requests (time, id, status) WHERE status >= 400;
CREATE INDEX requests_by_error ON requests (time, id, error) WHERE error <> '';
CREATE INDEX attempts_by_time ON attempts (time);
CREATE INDEX usage_hours_by_caller ON usage_hours (caller_id, at);
CREATE INDEX usage_hours_by_user ON usage_hours (user_id, at);
CREATE INDEX usage_days_by_caller ON usage_days (caller_id, at);
CREATE INDEX usage_days_by_user ON usage_days (user_id, at);
CREATE INDEX bodies_by_time ON bodies (time, id, side);
CREATE INDEX bodies_by_size ON bodies (size);
CREATE INDEX usage_fortnights_by_caller ON usage_fortnights (caller_id, at);
CREATE INDEX usage_fortnights_by_user ON usage_fortnights (user_id, at);
CREATE INDEX sessions_by_last
  ON sessions (last_at, session, caller_id, first_at, cost, output_tokens, requests);
CREATE INDEX agents_by_last
  ON agents (last_at, agent, caller_id, session, first_at, cost, output_tokens, requests);
CREATE INDEX requests_by_other_model ON requests (served_model, time, id)
  WHERE served_model <> model;
CREATE INDEX attempts_unpriced ON attempts (time) WHERE cost IS NULL;
