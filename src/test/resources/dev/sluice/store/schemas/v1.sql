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
INSERT INTO "flyway_schema_history" VALUES(1,'1','requests','SQL','V1__requests.sql',2144942596,'','2026-11-26 00:54:49.230',97,1);
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
INSERT INTO "requests" VALUES('req_old_1',1777638896000,'access-key','0123456789ab','','anthropic','sonnet','claude-sonnet-4-5','main','sk-ant-****abcd','s1','',200,'succeeded','[{"channel":"main","key":"sk-ant-****abcd","verdict":"succeeded","status":200,"ttfbMs":5,"ms":9}]',10,7,3,1,2,1,5,6,9,'upstream','');
INSERT INTO "requests" VALUES('req_old_2',1777728896000,'access-key','0123456789ab','','anthropic','sonnet','claude-sonnet-4-5','main','sk-ant-****abcd','s1','',503,'channel_failed','[]',0,0,0,0,0,0,0,0,9,'gateway','it broke');
INSERT INTO "requests" VALUES('req_old_3',1777638896000,'unknown','','','anthropic','','','','','','',401,'','[]',0,0,0,0,0,0,0,0,0,'gateway','no');
CREATE INDEX "flyway_schema_history_s_idx" ON "flyway_schema_history" ("success");
CREATE INDEX requests_by_time ON requests (time, id);
CREATE INDEX requests_by_session ON requests (session, time, id);
CREATE INDEX requests_by_channel ON requests (channel, time, id);
