"""What the panel asks of the books: every page, every filter, every dimension, over every usual time."""

import time
from typing import Callable, Iterator, NamedTuple

DIMENSIONS = ("model", "key", "user", "channel", "day", "session", "agent")
PERIODS = {"today": "1d", "7 d": "7d", "30 d": "30d", "90 d": "90d"}
LOGS = "/api/stats/logs"


class Question(NamedTuple):
    """One of them; with `whole` its whole answer is awaited, else the first bytes of it."""

    name: str
    path: str
    parameters: Callable[[int], dict]
    whole: bool = True
    finds: bytes = b""


def asked(name: str, path: str, **parameters: object) -> Question:
    return Question(name, path, lambda _: parameters)


def turning(name: str, path: str, **parameters: object) -> Question:
    """Each time another caller, user, session or day: a caller's first question is no cached one."""
    return Question(
        name,
        path,
        lambda number: {
            key: value(number) if callable(value) else value for key, value in parameters.items()
        },
    )


def questions(ask: Callable[[str, dict], dict]) -> Iterator[Question]:
    yield from sums()
    yield from pages(ask)


def sums() -> Iterator[Question]:
    for period, since in PERIODS.items():
        for by in DIMENSIONS:
            yield asked(f"stats by {by}, {period}", "/api/stats", by=by, since=since, limit=100)
        for only, value in (
            ("key", lambda n: f"key_{n * 37}"),
            ("user", lambda n: f"user_{n * 11}"),
            ("channel", lambda n: f"channel-{n % 8}"),
            ("model", lambda n: f"claude-model-{n % 12}"),
        ):
            by = "day" if only == "model" else "model"
            name = f"stats by {by} of one {only}, {period}"
            yield turning(name, "/api/stats", by=by, since=since, **{only: value})
        yield turning(
            f"stats by session of one key, {period}",
            "/api/stats",
            by="session",
            since=since,
            key=lambda n: f"key_{n * 37}",
        )
        bucket = "hour" if since in ("1d", "7d") else "day"
        yield asked(
            f"time series by {bucket}, {period}",
            "/api/stats/timeseries",
            bucket=bucket,
            since=since,
        )
        yield turning(
            f"time series by {bucket} of one key, {period}",
            "/api/stats/timeseries",
            bucket=bucket,
            since=since,
            key=lambda n: f"key_{n * 37}",
        )
        if since == "1d":
            yield asked(
                "time series by minute, six hours",
                "/api/stats/timeseries",
                bucket="minute",
                since="6h",
            )
        yield asked(f"latency, {period}", "/api/stats/latency", since=since)
        yield turning(
            f"latency of one key, {period}",
            "/api/stats/latency",
            since=since,
            key=lambda n: f"key_{n * 37}",
        )
    for period in ("today", "week", "month"):
        for by in ("user", "key", "model", "channel"):
            yield asked(
                f"leaderboard by {by}, {period}",
                "/api/stats/leaderboard",
                by=by,
                period=period,
            )
    yield asked(
        "leaderboard by key, range of 90 d",
        "/api/stats/leaderboard",
        by="key",
        period="range",
        since="90d",
    )


def pages(ask: Callable[[str, dict], dict]) -> Iterator[Question]:
    first = ask(LOGS, {"limit": 50})
    some = first["items"][0]
    yield asked("log, first page", LOGS)
    yield turning("log, a page by cursor", LOGS, cursor=cursors(ask))
    yield turning("log, a page some days ago", LOGS, until=lambda n: at(4 * n + 1))
    yield turning("log of one key", LOGS, key=lambda n: f"key_{n * 49}")
    yield turning("log of one user", LOGS, user=lambda n: f"user_{n * 12}")
    yield turning("log of one channel", LOGS, channel=lambda n: f"channel-{n % 8}")
    yield turning("log of one model", LOGS, model=lambda n: f"claude-model-{n % 12}")
    yield asked("log of a model that nobody asked for", LOGS, model="none")
    yield turning("log of one session", LOGS, session=sessions(ask))
    yield asked("log with status 5xx", LOGS, status="5xx")
    yield asked("log with status 404", LOGS, status="404")
    yield asked("log with status 418 (there is none)", LOGS, status="418")
    yield asked("log with an error's text, frequent", LOGS, error="overloaded")
    yield turning(
        "log with an error's text, seldom",
        LOGS,
        error=lambda n: f"again ({n * 400_000 + 1000})",
    )
    yield asked("log with an error's text, there is none", LOGS, error="certificate has expired")
    yield turning("log of a key with status 5xx", LOGS, key=lambda n: f"key_{n * 49}", status="5xx")
    yield turning(
        "log of a channel on one day",
        LOGS,
        channel=lambda n: f"channel-{n % 8}",
        since=lambda n: at(4 * n + 2),
        until=lambda n: at(4 * n + 1),
    )
    yield turning(
        "log of a key and a channel",
        LOGS,
        key=lambda n: f"key_{n * 49}",
        channel=lambda n: f"channel-{n % 8}",
    )
    yield turning(
        "log of a key and a model",
        LOGS,
        key=lambda n: f"key_{n * 49}",
        model=lambda n: f"claude-model-{n % 12}",
    )
    yield Question("one request", f"{LOGS}/{some['id']}", lambda _: {})
    yield asked("sessions, first page", "/api/sessions")
    yield turning("sessions of one key", "/api/sessions", key=lambda n: f"key_{n * 49}")
    yield asked("sessions of the last day", "/api/sessions", since="24h")
    yield turning("sessions, a page by cursor", "/api/sessions", cursor=session_cursors(ask))
    yield Question("CSV, first bytes", "/api/stats/export", lambda _: {}, False, b"req_")
    yield Question(
        "CSV of one key, first bytes",
        "/api/stats/export",
        lambda n: {"key": f"key_{n * 49}"},
        False,
    )


def at(days: int) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() - days * 86_400))


def cursors(ask: Callable[[str, dict], dict]) -> Callable[[int], str]:
    """Places in the log from its end to its beginning."""
    found = [ask(LOGS, {"limit": 1, "until": at(4 * n + 1)})["next"] for n in range(22)]
    return lambda n: found[n % len(found)]


def sessions(ask: Callable[[str, dict], dict]) -> Callable[[int], str]:
    found = [
        ask(LOGS, {"limit": 1, "until": at(4 * n + 1)})["items"][0]["session"] for n in range(22)
    ]
    return lambda n: found[n % len(found)]


def session_cursors(ask: Callable[[str, dict], dict]) -> Callable[[int], str]:
    found, cursor = [], None
    for _ in range(22):
        cursor = ask("/api/sessions", {"limit": 1000, **({"cursor": cursor} if cursor else {})})["next"]
        found.append(cursor)
    return lambda n: found[n % len(found)]
