"""The runtime of a Space, in every stage that there is."""

from typing import Any

from hubtui.demo.box import Repo

Traits = dict[str, Any]
ERRORS = {
    "RUNTIME_ERROR": "Exit code: 1. Reason: Traceback (most recent call last):\n  File 'app.py'\nKeyError: 'KEY'",
    "BUILD_ERROR": "Job failed with exit code: 1. Reason: cache miss: [2/5] RUN pip install -r requirements.txt",
    "CONFIG_ERROR": "Missing configuration in README",
}


def subdomain(repo: Repo) -> str:
    return repo.name.lower().replace("/", "-").replace("_", "-").replace(".", "-")


def runtime(repo: Repo, traits: Traits) -> dict[str, Any]:
    """The stage, the hardware and the domain; of a static Space neither hardware nor what belongs to a machine."""
    running = traits["stage"].startswith("RUNNING")
    hardware = traits["hardware"]
    found: dict[str, Any] = {"stage": traits["stage"]}
    if traits["stage"] in ERRORS:
        found["errorMessage"] = ERRORS[traits["stage"]]
    found["hardware"] = {"current": hardware if running else None, "requested": hardware}
    found["storage"] = None
    replicas = {"requested": 1} | ({"current": 1} if running else {})
    if traits["sdk"] == "static":
        return found | {"replicas": replicas}
    domains = [{"domain": f"{subdomain(repo)}.hf.space", "stage": "READY"}]
    return found | {"gcTimeout": 172800, "replicas": replicas, "devMode": False, "domains": domains}
