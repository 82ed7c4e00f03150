"""Word classes by the company words keep: what the models know of words they were never taught.

Method: Brown clusters (Brown et al. 1992), a binary tree over the words of much text; a word's path from the root says what it is like, the
beginning of the path roughly, the whole path closely (features as in Miller et al. 2004). The paths in data/brown.txt are those that
spacy-lookups-data holds for English. Run: `python -m onrecord.quotes.brown en_lexeme_cluster.json.gz BROWN.txt` with that package's file.
"""

from __future__ import annotations

import gzip
import json
import re
from functools import cache
from importlib import resources
from pathlib import Path

import click

FILE = "brown.txt"
FORMS = 60_000  # kept of the package's forms, which stand in the order of their frequency
FORM = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*\.?")
OWNER = ("'s", "’s")


@cache
def paths() -> dict[str, str]:
    """The path of each known form, a string of binary digits; empty where the file is missing."""
    file = resources.files("onrecord.quotes").joinpath("data", FILE)
    if not file.is_file():
        return {}
    rows = (line.split() for line in file.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    return {form: path for path, *forms in rows for form in forms}


def path_of(word: str, low: str) -> tuple[str, str]:
    """The path of a word, as it is written or in lower case, and a mark behind it if the word is an owner's ("the mayor's")."""
    known = paths()
    found = known.get(word) or known.get(low)
    if found:
        return found, ""
    if low.endswith(OWNER):
        return known.get(word[:-2]) or known.get(low[:-2]) or "", "'s"
    return "", ""


def chosen(numbers: dict[str, int]) -> dict[str, str]:
    """The FORMS most frequent forms with a path, out of the package's `numbers`: their lowest binary digit is the first step, 0 no path."""
    kept = [form for form, number in numbers.items() if number and FORM.fullmatch(form)][:FORMS]
    return {form: f"{numbers[form]:b}"[::-1] for form in kept}


@click.command()
@click.argument("source", type=click.Path(exists=True, path_type=Path))
@click.argument("output", type=click.Path(path_type=Path))
def main(source: Path, output: Path) -> None:
    """Write the paths of SOURCE to OUTPUT, a line a path: its digits and the forms at its end."""
    forms_of: dict[str, list[str]] = {}
    for form, path in chosen(json.loads(gzip.decompress(source.read_bytes()))).items():
        forms_of.setdefault(path, []).append(form)
    lines = ["# Brown clusters of English: path in the tree, forms. From spacy-lookups-data (MIT). Made by onrecord.quotes.brown."]
    lines += [f"{path} {' '.join(sorted(forms))}" for path, forms in sorted(forms_of.items())]
    output.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
