"""Books with millions of rows, made in the database itself: always the same for one count and one end."""

import sqlite3
import time
from pathlib import Path

DAYS = 90
DAY_MS = 86_400_000
CALLERS = 1_000
UNITS = {"hours": 3_600_000, "days": DAY_MS, "fortnights": 14 * DAY_MS}
ALONE = {
    "total": "''",
    "model": "model",
    "key": "caller_id",
    "user": "user_id",
    "channel": "channel",
}
FIGURES = (
    "requests errors input_tokens output_tokens cache_read_tokens cache_write_5m_tokens"
    " cache_write_1h_tokens web_searches cost estimated unpriced"
).split()

# Numbers that look like chance: a Weyl sequence for each thing that is drawn, 0 to 2^32 - 1.
CHANCE = {
    name: f"((i * {factor}) & 4294967295)"
    for name, factor in {
        "caller": 2654435761,
        "model": 2246822519,
        "channel": 3266489917,
        "fate": 668265263,
        "agent": 374761393,
        "tokens": 2654435769,
        "moment": 1640531527,
    }.items()
}

DRAWN = f"""
WITH RECURSIVE n(i) AS (SELECT :first UNION ALL SELECT i + 1 FROM n WHERE i + 1 < :end),
drawn AS (SELECT i,
  :begin + (i - :first) * {DAY_MS} / (:end - :first) AS time,
  {CALLERS} * {CHANCE["caller"]} / 4294967296 * {CHANCE["caller"]} / 4294967296 AS caller,
  {CHANCE["model"]} % 3 AS model, {CHANCE["channel"]} % 10 = 0 AS channel,
  {CHANCE["fate"]} % 1000 AS fate, {CHANCE["agent"]} % 100 AS agent, {CHANCE["tokens"]} AS tokens
  FROM n),
-- A caller has three models, one channel, and another where that one fails.
made AS (SELECT i, time, caller, (caller * 7 + model) % 12 AS model, (caller + channel) % 8 AS channel,
  fate, agent, tokens FROM drawn)
INSERT INTO requests (id, time, caller_kind, caller_id, caller_name, user_id, protocol, model,
  served_model, channel, channel_key, session, agent, status, verdict, attempts, input_tokens,
  output_tokens, cache_read_tokens, cache_write_5m_tokens, cache_write_1h_tokens, usage_known,
  ttfb_ms, ttft_ms, duration_ms, ended_by, error, web_searches, counting, estimated, cost)
SELECT printf('req_%020d', i), time, 'issued-key', 'key_' || caller, 'Key of ' || caller,
  'user_' || (caller / 4), 'anthropic', 'claude-model-' || model, 'claude-model-' || model,
  'channel-' || channel, 'sk-****' || channel,
  printf('%08x-0000-4000-8000-%012x', caller, (time + caller * 60000) / 28800000),
  CASE WHEN agent < 20
    THEN printf('agent-%06x-%04x-%d', (time + caller * 60000) / 28800000, caller, agent % 4)
    ELSE '' END,
  CASE WHEN fate < 10 THEN 529 WHEN fate < 15 THEN 429 WHEN fate < 18 THEN 500
    WHEN fate < 20 THEN 404 ELSE 200 END,
  CASE WHEN fate < 20 THEN 'overloaded' ELSE 'succeeded' END,
  '[{{"channel":"channel-' || channel || '","key":"sk-****' || channel || '","verdict":"' ||
    CASE WHEN fate < 20 THEN 'overloaded' ELSE 'succeeded' END || '","status":' ||
    CASE WHEN fate < 20 THEN 529 ELSE 200 END || ',"ttfbMs":310,"ms":9000}}]',
  CASE WHEN fate < 20 THEN 0 ELSE tokens % 2000 END, CASE WHEN fate < 20 THEN 0 ELSE tokens % 900 END,
  CASE WHEN fate < 20 THEN 0 ELSE 40000 END, CASE WHEN fate < 20 THEN 0 ELSE 900 END, 0,
  fate >= 20, 310, 420, 9000, 'upstream',
  CASE WHEN fate < 10 THEN 'overloaded_error: the provider is overloaded, try again (' || i || ')'
    WHEN fate < 15 THEN 'rate_limit_error: this key may ask ' || (i % 97) || ' times a minute'
    WHEN fate < 18 THEN 'api_error: internal server error, reference ' || printf('%x', tokens)
    WHEN fate < 20 THEN 'not_found_error: model claude-model-' || model || ' is not known here'
    ELSE '' END,
  0, 0, 0, CASE WHEN fate < 20 THEN 0 ELSE tokens % 90000000 END
FROM made
"""

CHARGED = """
INSERT INTO attempts (request_id, attempt, time, caller_id, user_id, channel, channel_key, model,
  session, agent, input_tokens, output_tokens, cache_read_tokens, cache_write_5m_tokens,
  cache_write_1h_tokens, web_searches, estimated, multiplier, price_revision, cost)
SELECT id, 1, time, caller_id, user_id, channel, channel_key, served_model, session, agent,
  input_tokens, output_tokens, cache_read_tokens, cache_write_5m_tokens, cache_write_1h_tokens, 0, 0,
  '1', '0123456789abcdef', cost
FROM requests WHERE usage_known = 1 AND id >= printf('req_%020d', :first)
"""


def sums(unit: int, table: str, key: str, where: str = "") -> str:
    """Adds one day's requests up as the gateway adds them up."""
    added = ", ".join(f"{name} = {name} + excluded.{name}" for name in FIGURES)
    columns = [name for name in key.split(", ") if name != "at"]
    drawn = [f"time - time % {unit}" if n == "at" else named(n) for n in key.split(", ")]
    return (
        f"INSERT INTO {table} ({key}, {', '.join(FIGURES)}) SELECT {', '.join(drawn)},"
        " count(*), sum(status >= 400), sum(input_tokens), sum(output_tokens), sum(cache_read_tokens),"
        " sum(cache_write_5m_tokens), sum(cache_write_1h_tokens), 0, sum(cost), 0, 0"
        f" FROM requests WHERE id >= printf('req_%020d', :first) {where}"
        f" GROUP BY time - time % {unit}, {', '.join(named(n) for n in columns)}"
        f" ON CONFLICT ({key}) DO UPDATE SET {added}"
    )


def named(column: str) -> str:
    return "served_model" if column == "model" else column


def one_thing(source: str, table: str, dimension: str, column: str) -> str:
    """What one thing alone adds up to, from what all of them together do."""
    figures = ", ".join(f"sum({name})" for name in FIGURES)
    return (
        f"INSERT INTO {table} (dimension, at, name, {', '.join(FIGURES)})"
        f" SELECT '{dimension}', at, {column}, {figures} FROM {source}"
        f" GROUP BY at, {column}"
    )


LAST_SEEN = f"""
INSERT INTO sessions (session, caller_id, user_id, first_at, last_at, channel, model,
  {", ".join(FIGURES)})
SELECT session, caller_id, max(user_id), min(time - duration_ms), max(time), max(channel),
  max(served_model), count(*), sum(status >= 400), sum(input_tokens), sum(output_tokens),
  sum(cache_read_tokens), sum(cache_write_5m_tokens), sum(cache_write_1h_tokens), 0, sum(cost), 0, 0
FROM requests WHERE id >= printf('req_%020d', :first) GROUP BY session, caller_id
ON CONFLICT (session, caller_id) DO UPDATE SET last_at = excluded.last_at,
  {", ".join(f"{name} = {name} + excluded.{name}" for name in FIGURES)}
"""

AGENTS_SEEN = f"""
INSERT INTO agents (agent, caller_id, session, first_at, last_at, {", ".join(FIGURES)})
SELECT agent, caller_id, session, min(time - time % 3600000), max(time - time % 3600000) + 3599999,
  count(*), sum(status >= 400),
  sum(input_tokens), sum(output_tokens), sum(cache_read_tokens), sum(cache_write_5m_tokens),
  sum(cache_write_1h_tokens), 0, sum(cost), 0, 0
FROM requests WHERE id >= printf('req_%020d', :first) AND agent <> ''
GROUP BY agent, caller_id, session
ON CONFLICT (agent, caller_id, session) DO UPDATE SET last_at = excluded.last_at,
  {", ".join(f"{name} = {name} + excluded.{name}" for name in FIGURES)}
"""


def fill(file: Path, rows: int, end_ms: int) -> None:
    """Fills empty books, which the gateway itself has made, with the last days before `end_ms`."""
    connection = sqlite3.connect(file, isolation_level=None)
    for pragma in ("journal_mode=OFF", "synchronous=OFF", "cache_size=-1000000", "temp_store=MEMORY"):
        connection.execute(f"PRAGMA {pragma}").fetchall()
    indices = connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE type='index' AND sql IS NOT NULL"
        " AND tbl_name IN ('requests', 'attempts')"
    ).fetchall()
    for name, _ in indices:
        connection.execute(f"DROP INDEX {name}")
    begun = time.monotonic()
    for day in range(DAYS):
        connection.execute("BEGIN")
        fill_day(connection, rows, end_ms, day)
        connection.execute("COMMIT")
        if day % 10 == 9:
            print(f"day {day + 1} of {DAYS}, {time.monotonic() - begun:.0f} s", flush=True)
    for suffix in UNITS:
        connection.execute("BEGIN")
        for dimension, column in ALONE.items():
            connection.execute(one_thing(f"usage_{suffix}", f"sum_{suffix}", dimension, column))
        connection.execute("COMMIT")
    for name, sql in indices:
        connection.execute(sql)
        print(f"index {name}, {time.monotonic() - begun:.0f} s", flush=True)
    connection.execute("PRAGMA journal_mode=WAL").fetchall()
    connection.close()


def fill_day(connection: sqlite3.Connection, rows: int, end_ms: int, day: int) -> None:
    span = {
        "first": rows * day // DAYS,
        "end": rows * (day + 1) // DAYS,
        "begin": end_ms - (DAYS - day) * DAY_MS,
    }
    connection.execute(DRAWN, span)
    first = {"first": span["first"]}
    connection.execute(CHARGED, first)
    for suffix, unit in UNITS.items():
        connection.execute(sums(unit, f"usage_{suffix}", "at, caller_id, user_id, channel, model"), first)
    connection.execute(sums(UNITS["hours"], "talk_hours", "caller_id, session, at, agent"), first)
    connection.execute(AGENTS_SEEN, first)
    connection.execute(LAST_SEEN, first)
