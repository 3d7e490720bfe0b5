"""What the benchmark asks of the operating system: processes, their CPU time and memory."""

import os
import re
import resource
import shutil
import socket
import subprocess
import sys
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
GATEWAY_CPU = 0
LOAD_CPU = 1
TOOLS = {"gcc": "gcc", "nginx": "nginx-light"}


class Stopped(Exception):
    """The benchmark cannot go on; the message says why and what helps."""


def check_platform() -> None:
    if not sys.platform.startswith("linux"):
        raise Stopped("the benchmark needs Linux: it pins processes to CPUs and reads /proc")


def check_tools(*names: str) -> None:
    path = os.environ.get("PATH", "") + ":/usr/sbin"
    missing = [name for name in names if shutil.which(name, path=path) is None]
    if missing:
        packages = " ".join(TOOLS[name] for name in missing)
        raise Stopped(f"{', '.join(missing)} not found: apt-get install {packages}")


def check_cpus() -> None:
    if not {GATEWAY_CPU, LOAD_CPU} <= os.sched_getaffinity(0):
        raise Stopped("two CPUs are needed: one for the gateway, one for the load")


def allow_many_files() -> int:
    """Gives how many files, and so connections, one process may have open."""
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    return hard


def start(command: list, cpu: "int | None", log: Path, env: dict, **more) -> subprocess.Popen:
    """Starts a program in its own session, on one CPU, or on all when `cpu` is None."""
    pin = None if cpu is None else lambda: os.sched_setaffinity(0, {cpu})
    with log.open("ab") as out:
        return subprocess.Popen(
            [str(part) for part in command],
            stdin=subprocess.DEVNULL,
            stdout=more.get("stdout", out),
            stderr=out,
            env={**os.environ, **env},
            preexec_fn=pin,
            start_new_session=True,
        )


def stop(process: subprocess.Popen) -> None:
    if process.poll() is None:
        process.terminate()
    try:
        process.wait(5)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def cpu_seconds(pid: int) -> float:
    """User and system time of one process, the network's work in its system calls included."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def resident_mb(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text()
    found = re.search(r"VmRSS:\s+(\d+) kB", status)
    return int(found[1]) / 1024 if found else 0.0


def live_heap_mb(pid: int) -> float:
    """The JVM's heap in use after a full collection."""
    jcmd = Path(os.readlink(f"/proc/{pid}/exe")).with_name("jcmd")
    ask(jcmd, pid, "GC.run")
    answer = ask(jcmd, pid, "GC.heap_info")
    kilobytes = re.findall(r"^\S.*\btotal .*?used (\d+)K", answer, re.MULTILINE)
    if not kilobytes:
        raise Stopped(f"{jcmd} says nothing of the heap: {answer}")
    return sum(int(each) for each in kilobytes) / 1024


def ask(jcmd: Path, pid: int, question: str) -> str:
    answer = subprocess.run(
        [str(jcmd), str(pid), question], capture_output=True, text=True, timeout=30
    )
    return answer.stdout


def describe() -> str:
    model = re.search(r"model name\s*:\s*(.+)", Path("/proc/cpuinfo").read_text())
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    return f"{os.cpu_count()} x {model[1] if model else 'CPU'}, load average {load}"
