"""What Prefect reads from the environment when it is imported: telemetry off, patience with its own small server, quiet logs.

Import this before Prefect. What the user has set himself stays as it is.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, MutableMapping
from pathlib import Path

DEFAULTS: Mapping[str, str] = {
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_CLOUD_ENABLE_ORCHESTRATION_TELEMETRY": "false",
    "PREFECT_TELEMETRY_ENABLE_RESOURCE_METRICS": "false",
    "PREFECT_LOGGING_TO_API_ENABLED": "false",
    "PREFECT_RESULTS_PERSIST_BY_DEFAULT": "false",
    "PREFECT_SERVER_LOGGING_LEVEL": "CRITICAL",
    # block types are for storages and notifications that no flow here uses; to register them costs seconds a start
    "PREFECT_API_BLOCKS_REGISTER_ON_START": "false",
    # the first start migrates an empty database, which takes its time on a busy machine
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
    "GX_ANALYTICS_ENABLED": "false",
}


def prepare(log_level: str, environment: MutableMapping[str, str] = os.environ) -> None:
    """Sets what is not set yet; Prefect's own files go to the user's cache folder unless PREFECT_HOME names another."""
    for name, value in DEFAULTS.items():
        environment.setdefault(name, value)
    environment.setdefault("PREFECT_LOGGING_LEVEL", log_level)
    cache = Path(environment.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    home = Path(environment.setdefault("PREFECT_HOME", str(cache / "onrecord" / "prefect")))
    home.mkdir(parents=True, exist_ok=True)  # Prefect makes the last folder only, and waits in vain for its server without it


def main() -> int:
    """Makes Prefect's database in advance, so that the first run need not wait for it; the exit code of Prefect's own command."""
    prepare("WARNING")
    return subprocess.run(
        [sys.executable, "-m", "prefect", "server", "database", "upgrade", "--yes"], stdout=subprocess.DEVNULL, check=False
    ).returncode


if __name__ == "__main__":
    sys.exit(main())
