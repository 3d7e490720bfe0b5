"""Who is measured: nobody in between, nginx, and Sluice as a user starts it."""

import http.client
import json
import os
import subprocess
import tempfile
import time
from pathlib import Path

import bodies
import machine

KEY = "sk-bench-caller-0000"
PATIENCE = {"openAfterMs": 120_000, "pingAfterMs": 120_000}
PROJECT = Path(__file__).resolve().parents[2]
WORK = PROJECT / "target" / "bench"


class Upstream:
    """The provider behind every contestant."""

    def __init__(self) -> None:
        arguments = [bodies.upstream_argument(WORK / "bodies", body) for body in bodies.ALL]
        self.process = machine.start(
            [WORK / "upstream", *arguments],
            machine.LOAD_CPU,
            WORK / "upstream.log",
            {},
            stdout=subprocess.PIPE,
        )
        self.port = int(self.process.stdout.readline())

    def stop(self) -> None:
        machine.stop(self.process)


class Direct:
    """The load speaks to the upstream itself: what is left is the machine's own part."""

    name = "direct"
    pid = None

    def __init__(self, upstream: Upstream) -> None:
        self.port = upstream.port

    def stop(self) -> None:
        pass


class Nginx:
    name = "nginx"

    def __init__(self, upstream: Upstream) -> None:
        self.port = machine.free_port()
        folder = WORK / "nginx"
        folder.mkdir(parents=True, exist_ok=True)
        text = (Path(__file__).with_name("nginx.conf")).read_text()
        text = text.replace("FOLDER", str(folder)).replace("OWN_PORT", str(self.port))
        (folder / "nginx.conf").write_text(text.replace("UPSTREAM_PORT", str(upstream.port)))
        self.process = machine.start(
            [nginx(), "-e", folder / "nginx.log", "-c", folder / "nginx.conf"],
            machine.GATEWAY_CPU,
            folder / "nginx.log",
            {},
        )
        self.pid = self.process.pid
        wait_for_answer(self)

    def stop(self) -> None:
        machine.stop(self.process)


class Sluice:
    """A gateway started by its own launcher from a checkout, with a folder of its own."""

    def __init__(
        self,
        upstream: Upstream,
        name: str = "sluice",
        checkout: Path = PROJECT,
        options: str = "",
        cpu: "int | None" = machine.GATEWAY_CPU,
    ) -> None:
        self.name = name
        self.port = machine.free_port()
        self.folder = tempfile.TemporaryDirectory(prefix="sluice-bench-")
        write_config(Path(self.folder.name), upstream.port)
        begun = time.monotonic()
        self.process = machine.start(
            [checkout / "cli" / "sluice", "serve"],
            cpu,
            WORK / f"{name}.log",
            self.environment(options),
        )
        self.pid = self.process.pid
        try:
            wait_for_answer(self)
        except machine.Stopped:
            self.stop()
            raise
        self.start_ms = 1000 * (time.monotonic() - begun)

    def environment(self, options: str) -> dict:
        given = os.environ.get("SLUICE_JAVA_OPTS", "")
        return {
            "DATA_DIR": self.folder.name,
            "CONFIG_PATH": str(Path(self.folder.name) / "config.json"),
            "HOST": "127.0.0.1",
            "PORT": str(self.port),
            "PROXY_ACCESS_KEY": KEY,
            "LOG_LEVEL": "info",
            "SLUICE_JAVA_OPTS": f"{given} {options}".strip(),
        }

    def stop(self) -> None:
        machine.stop(self.process)
        self.folder.cleanup()


def write_config(folder: Path, upstream_port: int) -> None:
    """Like a user's, but patient: on a busy machine a ping would look like a byte too many."""
    channel = {
        "id": "up",
        "name": "up",
        "type": "anthropic",
        "baseUrl": f"http://127.0.0.1:{upstream_port}",
        "keys": [{"secret": "sk-bench-upstream"}],
        "enabled": True,
    }
    file = folder / "config.json"
    document = {"strategy": "failover", "stream": PATIENCE, "channels": [channel]}
    file.write_text(json.dumps(document))
    file.chmod(0o600)


def nginx() -> str:
    return "/usr/sbin/nginx" if Path("/usr/sbin/nginx").exists() else "nginx"


def wait_for_answer(contestant) -> None:
    """Until the first request is answered through it."""
    body = bodies.path_in(WORK / "bodies", bodies.WHOLE_1K).read_bytes()
    deadline = time.monotonic() + 30
    last = "no answer"
    while time.monotonic() < deadline and contestant.process.poll() is None:
        try:
            last = first_status(contestant.port, body)
        except OSError as error:
            last = str(error)
        if last == 200:
            return
        time.sleep(0.005)
    raise machine.Stopped(
        f"{contestant.name} does not answer ({last}): see {WORK / contestant.name}.log"
    )


def first_status(port: int, body: bytes) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        headers = {"content-type": "application/json", "x-api-key": KEY}
        connection.request("POST", "/v1/messages", body, headers)
        return connection.getresponse().status
    finally:
        connection.close()


def build(checkout: Path) -> None:
    """Lets the launcher build what is not built, outside of every measured time."""
    subprocess.run(
        [str(checkout / "cli" / "sluice"), "--help"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        timeout=600,
    )
    if not (checkout / ".sluice-build" / "current").exists():
        raise machine.Stopped(f"{checkout}/cli/sluice could not build: run it to see why")


def checkout_of(revision_or_folder: str) -> Path:
    """A folder as it is; the files of a revision in a folder of their own."""
    folder = Path(revision_or_folder).resolve()
    if (folder / "cli" / "sluice").exists():
        return folder
    commit = git("rev-parse", "--verify", f"{revision_or_folder}^{{commit}}").decode().strip()
    target = WORK / f"rev-{commit[:12]}"
    if not target.exists():
        target.mkdir(parents=True)
        archive = git("archive", commit)
        subprocess.run(["tar", "-x", "-C", str(target)], input=archive, check=True)
    return target


def git(*arguments: str) -> bytes:
    done = subprocess.run(["git", "-C", str(PROJECT), *arguments], capture_output=True)
    if done.returncode != 0:
        raise machine.Stopped(done.stderr.decode().strip())
    return done.stdout
