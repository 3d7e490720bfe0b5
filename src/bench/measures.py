"""What is measured. Each measure gives, for one contestant and one round, named figures."""

import json
import subprocess
import time
from typing import NamedTuple

import bodies
import contestants
import machine

CONNECTIONS = 64
PACE = 200


class Size(NamedTuple):
    """How long and how often: the figures of a quick run are only good for finding breakage."""

    rounds: int
    seconds: int
    warm_requests: int
    warm_seconds: int
    streams: int
    starts: int


FULL = Size(rounds=5, seconds=5, warm_requests=60_000, warm_seconds=60, streams=1000, starts=5)
QUICK = Size(rounds=2, seconds=2, warm_requests=12_000, warm_seconds=8, streams=1000, starts=2)


def load(contestant, kind: str, body: bodies.Body, *numbers: int) -> dict:
    """One run of the load generator; stops the benchmark when an answer was wrong."""
    process = start_load(contestant.port, kind, body, *numbers)
    output, _ = process.communicate(timeout=180)
    return read_load(process, output, f"{contestant.name}: {kind} with {body.name}")


def start_load(port: int, kind: str, body: bodies.Body, *numbers: int) -> subprocess.Popen:
    path = bodies.path_in(contestants.WORK / "bodies", body)
    command = [contestants.WORK / "load", kind, port, path, *numbers]
    return machine.start(
        command,
        machine.LOAD_CPU,
        contestants.WORK / "load.log",
        {"BENCH_KEY": contestants.KEY},
        stdout=subprocess.PIPE,
    )


def read_load(process: subprocess.Popen, output: bytes, what: str) -> dict:
    if process.returncode != 0:
        told = output.decode().strip() or f"see {contestants.WORK}/load.log"
        raise machine.Stopped(f"{what} went wrong: {told}")
    return json.loads(output)


def cpu_of(contestant) -> float:
    return 0.0 if contestant.pid is None else machine.cpu_seconds(contestant.pid)


def requests(contestant, size: Size, body: bodies.Body) -> dict:
    """As much as goes through on so many connections."""
    before = cpu_of(contestant)
    done = load(contestant, "requests", body, CONNECTIONS, size.seconds)
    return {
        "cpu_us": 1e6 * (cpu_of(contestant) - before) / done["finished"],
        "per_second": done["finished"] / done["seconds"],
    }


def paced(contestant, size: Size, body: bodies.Body) -> dict:
    """A rate that everyone can carry, for the latency that a caller sees."""
    before = cpu_of(contestant)
    done = load(contestant, "paced", body, 32, size.seconds, PACE)
    return {
        "p50_us": done["latency_us"]["p50"],
        "p99_us": done["latency_us"]["p99"],
        "cpu_us": 1e6 * (cpu_of(contestant) - before) / done["finished"],
    }


def streams(contestant, size: Size, body: bodies.Body) -> dict:
    """Many streams at the pace at which a model writes."""
    before = cpu_of(contestant)
    count = size.streams
    done = load(contestant, "streams", body, count, 60, count // 2, body.events)
    if done["finished"] != count:
        raise machine.Stopped(f"{contestant.name} ended {done['finished']} of {count} streams")
    return {
        "cpu_us": 1e6 * (cpu_of(contestant) - before) / done["delay_us"]["count"],
        "delay_p50_us": done["delay_us"]["p50"],
        "delay_p99_us": done["delay_us"]["p99"],
        "first_byte_p50_us": done["first_byte_us"]["p50"],
    }


def open_streams(contestant, count: int) -> dict:
    """Memory of streams that have begun and then wait."""
    is_java = isinstance(contestant, contestants.Sluice)
    heap_before = machine.live_heap_mb(contestant.pid) if is_java else 0.0
    before = machine.resident_mb(contestant.pid)
    ramp_seconds = max(1, count // 500)
    hold = ramp_seconds + 12
    process = start_load(
        contestant.port, "streams", bodies.OPEN_STREAM, count, hold, count // ramp_seconds, 2
    )
    time.sleep(hold - 3)
    during = machine.resident_mb(contestant.pid)
    heap = machine.live_heap_mb(contestant.pid) - heap_before if is_java else 0.0
    output, _ = process.communicate(timeout=60)
    done = read_load(process, output, f"{contestant.name}: open streams")
    if done["open"] != count or done["delay_us"]["count"] != count:
        begun = done["delay_us"]["count"]
        raise machine.Stopped(
            f"{contestant.name} held {done['open']} of {count} streams, of which {begun} had begun"
        )
    figures = {"rss_mb_per_1000": 1000 * (during - before) / count, "rss_mb": during}
    return figures | ({"heap_kb_per_stream": 1024 * heap / count} if is_java else {})


def start_up(upstream, options: str, checkout) -> dict:
    """From the command to the first answer, on all CPUs as a user has it."""
    gateway = contestants.Sluice(upstream, "sluice-start", checkout, options, cpu=None)
    try:
        return {"start_ms": gateway.start_ms, "rss_mb": machine.resident_mb(gateway.pid)}
    finally:
        gateway.stop()


def small_heap(upstream, size: Size, options: str, checkout) -> dict:
    """Memory of a gateway with 64 MB of heap while large bodies press on it."""
    gateway = contestants.Sluice(upstream, "sluice-small", checkout, f"{options} -Xmx64m")
    try:
        done = load(gateway, "requests", bodies.WHOLE_200K, CONNECTIONS, size.seconds + 3)
        return {
            "rss_mb": machine.resident_mb(gateway.pid),
            "per_second": done["finished"] / done["seconds"],
        }
    finally:
        gateway.stop()


def ten_thousand(upstream, options: str, checkout) -> dict:
    gateway = contestants.Sluice(upstream, "sluice-many", checkout, f"{options} -Xmx512m")
    try:
        return open_streams(gateway, 10_000)
    finally:
        gateway.stop()


def warm_up(contestant, size: Size) -> None:
    """Counts requests, not seconds: two builds of a JVM are alike only after the same work."""
    if isinstance(contestant, contestants.Sluice):
        warm_up_with(contestant, bodies.WHOLE_200K, size.warm_requests // 5, size.warm_seconds)
        warm_up_with(contestant, bodies.WHOLE_1K, size.warm_requests, size.warm_seconds)


def warm_up_with(contestant, body: bodies.Body, wanted: int, most_seconds: int) -> None:
    deadline = time.monotonic() + most_seconds
    while wanted > 0 and time.monotonic() < deadline:
        wanted -= load(contestant, "requests", body, CONNECTIONS, 1)["finished"]
    if wanted > 0:
        print(f"  {contestant.name} is not warm: the machine is too busy for {body.name}")
