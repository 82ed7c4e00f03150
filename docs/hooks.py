"""The notebook as a page of the site; MkDocs calls it. The notebook itself stays beside the page, to be downloaded."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

NOTEBOOK, PAGE = "notebook.ipynb", "notebook.md"


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Adds the page."""
    notebook = json.loads((Path(config.docs_dir) / NOTEBOOK).read_text("utf-8"))
    files.append(File.generated(config, PAGE, content=notebook_page(notebook)))
    return files


def notebook_page(notebook: dict[str, Any]) -> str:
    """The cells of a notebook in Markdown: texts as they are, code in a box with its output below."""
    parts = []
    for cell in notebook["cells"]:
        source = "".join(cell["source"])
        parts.append(source if cell["cell_type"] == "markdown" else f"```python\n{source}\n```")
        parts += [_shown(output) for output in cell.get("outputs", []) if "data" in output]
    title, *others = parts
    return "\n\n".join([title, f"[Download the notebook]({NOTEBOOK})", *others]) + "\n"


def _shown(output: dict[str, Any]) -> str:
    """An output as a table where it is one, else as text."""
    data = output["data"]
    if "text/html" in data:
        table = re.sub(r"<style.*?</style>|\n\s*", "", "".join(data["text/html"]), flags=re.DOTALL)
        return f'<div class="notebook-output">{table}</div>'
    return "```text\n" + "".join(data["text/plain"]) + "\n```"
