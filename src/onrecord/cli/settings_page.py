"""The page of settings, written from the settings' code: `python -m onrecord.cli.settings_page docs/settings.md`."""

from __future__ import annotations

import json
import sys
from dataclasses import fields
from pathlib import Path

from onrecord.settings import FILE_NAME, PREFIX, Settings

KINDS = {tuple: "list of texts", int: "whole number, 0 or more", str: "text"}

HEAD = f"""# Settings

Written by `make docs` from `src/onrecord/settings.py`. A setting is looked for in `{FILE_NAME}` in the current folder (`--config FILE`
names another file), then in the environment variable, then in the command's own flag. The later one wins. An unknown name is an error that
names the nearest known one. A list in the environment is parted by commas.

```sh
onrecord settings                                # what is in force here
onrecord settings --defaults > onrecord.toml     # a file to start from
{PREFIX}WORKERS=2 onrecord run                     # for this run only
```
"""


def settings_page() -> str:
    """The page in Markdown: each setting with its meaning, environment variable, kind and default."""
    parts = [HEAD]
    for entry in fields(Settings):
        parts += [
            f"## {entry.name}",
            "",
            entry.metadata["help"],
            "",
            f"- environment: `{PREFIX}{entry.name.upper()}`",
            f"- kind: {KINDS[type(entry.default)]}",
            f"- default: `{json.dumps(entry.default)}`",
            "",
        ]
    return "\n".join(parts).rstrip() + "\n"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(settings_page(), encoding="utf-8")
