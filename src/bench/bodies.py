"""Request bodies of the shape that Claude Code sends, made up and always the same."""

import json
import random
from pathlib import Path
from typing import NamedTuple

WORDS = (
    'the fix reads config.model from its settings and returns Promise<void> when "stream": true '
    'stands there; "model": "not-this-one" é ü 漢字 \\n \t const x = {model: \'a\', '
    '"usage": {"output_tokens": 3}};\n'
).split(" ")


class Body(NamedTuple):
    """A request and how the upstream answers it; no events means a whole answer."""

    name: str
    size: int
    events: int = 0
    gap_ms: int = 0


WHOLE_1K = Body("whole-1k", 1024)
WHOLE_200K = Body("whole-200k", 200 * 1024)
STREAM = Body("stream", 1024, events=120, gap_ms=50)
OPEN_STREAM = Body("open-stream", 1024, events=2, gap_ms=300_000)
ALL = (WHOLE_1K, WHOLE_200K, STREAM, OPEN_STREAM)


def write_all(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for body in ALL:
        path_in(folder, body).write_bytes(content(body))


def path_in(folder: Path, body: Body) -> Path:
    return folder / f"{body.name}.json"


def upstream_argument(folder: Path, body: Body) -> str:
    pace = f":{body.events}:{body.gap_ms}" if body.events else ""
    return f"{path_in(folder, body)}{pace}"


def content(body: Body) -> bytes:
    chance = random.Random(body.name)
    request = head(chance, body)
    turn = 0
    while (missing := body.size - len(encoded(request))) > 100:
        request["messages"].append(message(chance, turn, missing))
        turn += 1
    return encoded(request)


def encoded(request: dict) -> bytes:
    return json.dumps(request, ensure_ascii=False, separators=(",", ":")).encode()


def head(chance: random.Random, body: Body) -> dict:
    """The members in the order in which the client sends them: `stream` comes last."""
    large = body.size > 20_000
    request = {
        "model": "claude-sonnet-4-5-20250929",
        "messages": [],
        "system": [{"type": "text", "text": text(chance, 12_000 if large else 100)}],
        "tools": [tool(chance, number) for number in range(18 if large else 0)],
        "metadata": {"user_id": f"user_bench_account__session_{body.name}"},
        "max_tokens": 32_000,
    }
    if body.events:
        request["stream"] = True
    return request


def message(chance: random.Random, turn: int, missing: int) -> dict:
    length = max(1, min(2500, missing - 300))
    if turn % 2 == 0:
        result = {"type": "tool_result", "tool_use_id": f"toolu_{turn:08d}"}
        return {"role": "user", "content": [result | {"content": text(chance, length)}]}
    use = {"type": "tool_use", "id": f"toolu_{turn + 1:08d}", "name": "Bash"}
    return {
        "role": "assistant",
        "content": [use | {"input": {"command": text(chance, min(length, 500))}}],
    }


def tool(chance: random.Random, number: int) -> dict:
    properties = {
        f"p{each}": {"type": "string", "description": text(chance, 80)} for each in range(5)
    }
    return {
        "name": f"Tool{number}",
        "description": text(chance, 1800),
        "input_schema": {"type": "object", "properties": properties, "required": ["p0"]},
    }


def text(chance: random.Random, length: int) -> str:
    words = []
    so_far = 0
    while so_far < length:
        words.append(chance.choice(WORDS))
        so_far += len(words[-1]) + 1
    return " ".join(words)[:length]
