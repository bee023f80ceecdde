"""The machine while something is measured: what it is, and what others do on it."""

import os
import resource
import sys
import time

QUIET_SHARE = 0.03  # others' share of all cores' time that still counts as quiet
LOADED_SHARE = 0.1  # from here on a turn is marked as measured beside others
LOOK_SECONDS = 0.5


def cpu_ticks():
    """Busy and all ticks of all cores; None where the system does not say."""
    try:
        with open("/proc/stat", encoding="ascii") as stat:
            ticks = [int(word) for word in stat.readline().split()[1:9]]
    except (OSError, ValueError):
        return None
    return sum(ticks) - ticks[3] - ticks[4], sum(ticks)


def own_seconds():
    """Processor time of this process and of its children that have ended."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    own = resource.getrusage(resource.RUSAGE_SELF)
    return children.ru_utime + children.ru_stime + own.ru_utime + own.ru_stime


class Watch:
    """What others did since it was made, as a share of all cores' time; asked when children have ended."""

    def __init__(self):
        self.ticks, self.seconds = cpu_ticks(), own_seconds()

    def others(self):
        now = cpu_ticks()
        if self.ticks is None or now is None or now[1] <= self.ticks[1]:
            return None
        mine = (own_seconds() - self.seconds) * os.sysconf("SC_CLK_TCK")
        busy = now[0] - self.ticks[0] - mine
        return min(1.0, max(0.0, busy / (now[1] - self.ticks[1])))


def wait_until_quiet(limit):
    """Waits until others do next to nothing for a while; whether they did within the limit."""
    end = time.monotonic() + limit
    while True:
        watch = Watch()
        time.sleep(LOOK_SECONDS)
        share = watch.others()
        if share is None or share < QUIET_SHARE:
            return True
        if time.monotonic() >= end:
            return False


def processor():
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as info:
            lines = [line for line in info if line.startswith("model name")]
        names = [line.split(":", 1)[1].strip() for line in lines]
        return f"{len(names)} × {names[0]}" if names else "unknown"
    except OSError:
        return "unknown"


def peak_bytes():
    """The most memory this process had at a time, mapped files included."""
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


def resident_bytes():
    """What this process has in memory now; 0 where the system does not say."""
    try:
        with open("/proc/self/statm", encoding="ascii") as statm:
            return int(statm.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, IndexError):
        return 0
