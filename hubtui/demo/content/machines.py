"""What Spaces run on once somebody has touched them: stages that follow each other by the clock, and their logs."""

import time
from collections.abc import Iterator
from typing import Any, NamedTuple

from hubtui.demo.box import Repo
from hubtui.demo.content.runtimes import ERRORS, runtime

Traits = dict[str, Any]
FLAVOURS = (
    "cpu-basic",
    "cpu-upgrade",
    "t4-small",
    "t4-medium",
    "l4x1",
    "a10g-small",
    "a10g-large",
    "zero-a10g",
    "a100-large",
)
# Stages with the seconds that each lasts; the last one stays.
COURSES = {
    "restart": (("RUNNING_APP_STARTING", 4.0), ("RUNNING", 0.0)),
    "factory": (("RUNNING_BUILDING", 8.0), ("RUNNING_APP_STARTING", 4.0), ("RUNNING", 0.0)),
    "hardware": (("RUNNING_APP_STARTING", 5.0), ("RUNNING", 0.0)),
    "pause": (("PAUSED", 0.0),),
}
BUILD = (
    "===== Build Queued at 2026-11-01 09:12:44 / Commit SHA: 4f2a9b1 =====",
    "--> FROM docker.io/library/python:3.12@sha256:71daef2b34f3",
    "--> WORKDIR /home/user/app",
    "--> RUN pip install --no-cache-dir pip -U && pip install --no-cache-dir datasets huggingface-hub",
    "Collecting gradio==5.34.2",
    "  Downloading gradio-5.34.2-py3-none-any.whl (54.3 MB)",
    "Collecting torch",
    "  Downloading torch-2.7.1-cp312-cp312-manylinux_2_28_x86_64.whl (821.0 MB)",
    "Installing collected packages: torch, gradio",
    "Successfully installed gradio-5.34.2 torch-2.7.1",
    "--> COPY --link --chown=1000 ./ /home/user/app",
    "--> Pushing image",
    "DONE 3.1s",
)
RUN = (
    "===== Application Startup at 2026-11-01 09:15:02 =====",
    "Loading checkpoint shards: 100%|##########| 2/2 [00:03<00:00,  1.71s/it]",
    "* Running on local URL:  http://0.0.0.0:7860, with SSR",
    "To create a public link, set `share=True` in `launch()`.",
)


class Machine(NamedTuple):
    """What was asked for, and when (seconds): the course of stages, the hardware, seconds until it sleeps."""

    course: str
    since: float
    hardware: str
    sleep: int

    def stage(self, now: float) -> str:
        left = now - self.since
        for stage, lasts in COURSES[self.course]:
            if not lasts or left < lasts:
                return stage
            left -= lasts
        return "RUNNING"


def runtime_of(repo: Repo, traits: Traits, machine: Machine | None) -> dict[str, Any]:
    """The runtime as it is now."""
    if machine is None:
        return runtime(repo, traits)
    stage = machine.stage(time.time())
    found = runtime(repo, traits | {"stage": stage, "hardware": machine.hardware})
    return found | ({"gcTimeout": machine.sleep} if machine.sleep else {})


def log_lines(kind: str, stage: str) -> list[str]:
    """What the log holds by now."""
    if kind == "build":
        lines = list(BUILD)
        return [*lines[:9], f"ERROR: {ERRORS[stage]}"] if stage in ("BUILD_ERROR", "CONFIG_ERROR") else lines
    if stage in ("BUILD_ERROR", "CONFIG_ERROR", "NO_APP_FILE", "BUILDING"):
        return []
    return [*RUN[:2], *ERRORS[stage].split("\n")] if stage == "RUNTIME_ERROR" else list(RUN)


def goes_on(kind: str, stage: str) -> bool:
    """Whether more lines will come."""
    return stage in ("BUILDING", "RUNNING_BUILDING") if kind == "build" else stage.startswith("RUNNING")


def later_lines() -> Iterator[str]:
    """The lines of a program that runs."""
    number = 0
    while True:
        number += 1
        yield f'INFO:     10.16.4.{number % 250}:0 - "POST /gradio_api/queue/join HTTP/1.1" 200 OK ({number})'
