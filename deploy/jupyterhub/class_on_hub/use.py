"""Memory and processor time of the hub and of each learner's processes."""

import os
from dataclasses import dataclass

import psutil

MIB = 1024 * 1024


@dataclass(frozen=True)
class Use:
    """What a group of processes uses, memory in MiB.

    Attributes
    ----------
    rss
        Sum of resident memory; a page that two processes share counts twice.
    pss
        Sum of proportional memory; a page that two share counts half in each. This is what adds up.
    peak
        Sum of each process's highest resident memory so far.
    cpu
        Seconds of processor time so far.
    kernels
        How many of the processes are kernels.
    """

    rss: float
    pss: float
    peak: float
    cpu: float
    kernels: int


def measure(processes: list[psutil.Process]) -> Use:
    """Return what processes use together."""
    rss = pss = peak = cpu = kernels = 0
    for process in processes:
        with process.oneshot():
            memory = process.memory_full_info()
            times = process.cpu_times()
            rss, pss, cpu = rss + memory.rss, pss + memory.pss, cpu + times.user + times.system
            peak += _peak(process.pid)
            kernels += "ipykernel_launcher" in process.cmdline()
    return Use(rss / MIB, pss / MIB, peak / MIB, cpu, kernels)


def _peak(pid: int) -> int:
    with open(f"/proc/{pid}/status") as file:
        return next(int(line.split()[1]) * 1024 for line in file if line.startswith("VmHWM"))


def servers(hub: int) -> dict[str, psutil.Process]:
    """Return each learner's server, a child of the hub's process, by the learner's name."""
    return {name: child for child in psutil.Process(hub).children() if (name := child.environ().get("JUPYTERHUB_USER"))}


def with_children(process: psutil.Process) -> list[psutil.Process]:
    """Return a server and everything it has started: its kernels."""
    return [process, *process.children(recursive=True)]


def hub_and_proxy(hub: int) -> dict[str, Use]:
    """Return what the hub's own process and its proxy use."""
    learners = {child.pid for child in servers(hub).values()}
    others = [one for one in psutil.Process(hub).children() if one.pid not in learners]
    return {
        "hub": measure([psutil.Process(hub)]),
        "proxy": measure([each for one in others for each in with_children(one)]),
    }


def load_average() -> float:
    """Return how many processes wanted a processor, on average over the last minute."""
    return os.getloadavg()[0]
