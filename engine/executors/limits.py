"""What a worker process may use for one job, and how it is held to that.

The kernel holds it to processor time, files and the size of its data; memory is looked at from outside, too, because
children and shared pages count for nobody there. Where a platform has none of this, nothing is held.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

WATCH_S = 0.25
ALLOCATORS = {"MIMALLOC_ARENA_EAGER_COMMIT": "0"}
"""For the environment of workers: Arrow's allocator takes a gigabyte at its first table otherwise, and uses little."""
_ANONYMOUS = re.compile(r"^Rss(?:Anon|Shmem):\s+(\d+) kB", re.MULTILINE)
"""Files that are mapped count for nobody: the machine takes their pages back when it wants them."""


class JobLimits(NamedTuple):
    """For one job. None is no limit."""

    memory_mb: int | None = None
    """Beside what its process has had before: libraries hold on to far more addresses than memory."""
    processor_s: int | None = None
    open_files: int | None = None
    output_mb: int | None = None
    """The largest file that it writes."""
    answer_mb: int | None = None
    """All that it gives out but for files and tables, as JSON."""


NO_LIMITS = JobLimits()


@dataclass(frozen=True)
class WorkerLimits:
    """For all jobs of an executor; a job may ask for less memory, and never gets more."""

    job: JobLimits = NO_LIMITS
    wall_s: float | None = None
    """From when a job has a worker until it is killed."""
    niceness: int = 0
    """How far workers step back behind the program that started them."""

    def of(self, memory_mb: int | None) -> JobLimits:
        amounts = [amount for amount in (memory_mb, self.job.memory_mb) if amount is not None]
        return self.job._replace(memory_mb=min(amounts, default=None))


async def until_too_large(pid: int, memory_mb: int) -> None:
    """Returns when a process and all it has started hold more memory than that. Cancel it before."""
    while True:
        await asyncio.sleep(WATCH_S)
        if await asyncio.to_thread(memory_of, pid) > memory_mb * 1_000_000:
            return


def memory_of(pid: int) -> int:
    """Bytes of memory that a process and its descendants hold for themselves; 0 where that cannot be seen."""
    total = 0
    for process in (pid, *descendants(pid)):
        with contextlib.suppress(OSError):
            status = Path(f"/proc/{process}/status").read_text()
            total += sum(int(amount) * 1024 for amount in _ANONYMOUS.findall(status))
    return total


def data_bytes() -> int:
    """Addresses that this process may write to, used or not, as the limit of its data counts them; 0 off Linux."""
    try:
        pages = Path("/proc/self/statm").read_text().split()[5]
    except OSError:
        return 0
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


def descendants(pid: int) -> Iterator[int]:
    """What a process has started, and what that has."""
    for file in Path(f"/proc/{pid}/task").glob("*/children"):
        with contextlib.suppress(OSError):
            for child in map(int, file.read_text().split()):
                yield child
                yield from descendants(child)
