"""Starts and stops one Streamlit server, and reads what its process has used."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import httpx
import psutil

from bench import BenchError

HOST = "127.0.0.1"
START_TIMEOUT_S = 60.0


@dataclass(frozen=True)
class Side:
    """What is measured: a name, the folder to run in, and what runs there, followed by a port."""

    name: str
    folder: Path
    command: tuple[str, ...]


def streamlit_side(name: str, folder: Path, script: str = "app.py") -> Side:
    """Return a page or an app of Streamlit's, on the flags that all of them get."""
    flags = ("--server.address", HOST, "--server.headless", "true", "--browser.gatherUsageStats", "false")
    command = (sys.executable, "-m", "streamlit", "run", script, *flags, "--server.port")
    return Side(name, folder, command)


@dataclass(frozen=True)
class Server:
    """A running server: where it listens and which process it is."""

    port: int
    pid: int

    @property
    def address(self) -> str:
        """Return host and port."""
        return f"{HOST}:{self.port}"


@contextmanager
def bare_side() -> Iterator[Side]:
    """Yield the bare page in a folder of its own, where no configuration file can reach it."""
    with tempfile.TemporaryDirectory(prefix="bench-bare-") as folder:
        shutil.copy(Path(__file__).with_name("bare_page.py"), Path(folder) / "bare.py")
        yield streamlit_side("bare", Path(folder), "bare.py")


@contextmanager
def running(side: Side) -> Iterator[Server]:
    """Run a side's server until the block ends.

    Raises:
        BenchError: The server ended or did not answer in time; the message carries its last lines.
    """
    port = _free_port()
    command = [*side.command, str(port)]
    with tempfile.TemporaryDirectory(prefix="bench-home-") as home:
        log = Path(home) / "server.log"
        with log.open("wb") as sink:
            process = subprocess.Popen(
                command, cwd=side.folder, env=_environment(home), stdout=sink, stderr=subprocess.STDOUT
            )
        try:
            _wait_until_healthy(side, process, port, log)
            yield Server(port, process.pid)
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def cpu_seconds(pid: int) -> float:
    """Return the CPU time a server has used so far: every thread, its child processes, user and system."""
    times = [process.cpu_times() for process in _family(pid)]
    return sum(spent.user + spent.system for spent in times)


def resident_mib(pid: int) -> float:
    """Return the resident memory of a server and its child processes in MiB."""
    return sum(process.memory_info().rss for process in _family(pid)) / 2**20


def _family(pid: int) -> list[psutil.Process]:
    parent = psutil.Process(pid)
    return [parent, *parent.children(recursive=True)]


def _environment(home: str) -> dict[str, str]:
    # A user's own ~/.streamlit/config.toml or STREAMLIT_* variables would change either side's settings.
    kept = {name: value for name, value in os.environ.items() if not name.startswith("STREAMLIT_")}
    return kept | {"HOME": home}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def _wait_until_healthy(side: Side, process: "subprocess.Popen[bytes]", port: int, log: Path) -> None:
    deadline = time.monotonic() + START_TIMEOUT_S
    while time.monotonic() < deadline and process.poll() is None:
        with suppress(httpx.HTTPError):
            httpx.get(f"http://{HOST}:{port}/_stcore/health", timeout=2).raise_for_status()
            return
        time.sleep(0.1)
    ended = f"ended with code {process.returncode}" if process.poll() is not None else "did not answer"
    tail = "\n".join(log.read_text(errors="replace").splitlines()[-15:])
    raise BenchError(
        f"The {side.name} server ({' '.join(side.command)} in {side.folder}) {ended}. Its last lines:\n{tail}"
    )
