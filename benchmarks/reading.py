"""What it costs to read a page: text, metadata, date and blocks, against trafilatura alone on the same pages in the same run.

python benchmarks/reading.py [RAW]...

RAW are files or folders as `onrecord run --raw` takes them; the sample corpus where none is named. The peer of HTML pages is
`trafilatura.bare_extraction` in its fast mode with metadata, page by page in turn with ours; page dumps have no peer and are counted by the
second. All pages are read ROUNDS times over, so that no page is read right behind itself, and the quickest of each counts. CPU time of one
process that looks for garbage as seldom as the workers of a run do; nothing is asserted.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import numpy as np
import trafilatura

from flows.pool import collect_seldom
from onrecord.article import Document
from onrecord.clean.charset import decode
from onrecord.clean.model import CleanOptions, PageError
from onrecord.clean.stage import clean_document
from onrecord.read.batch import ReadLimits
from onrecord.read.sources import read_file
from onrecord.read.walk import raw_files

ROOT = Path(__file__).resolve().parents[1]
ROUNDS = 3
OPTIONS = CleanOptions(languages=("en",))


def read(document: Document) -> None:
    """The page as `clean` reads it; one that is no article costs as well."""
    try:
        clean_document(document, OPTIONS)
    except PageError:
        return


def peer(document: Document) -> None:
    """The page as trafilatura reads it: text and metadata."""
    trafilatura.bare_extraction(decode(document.content), fast=True, with_metadata=True)


def quickest(documents: Sequence[Document], *readers: Callable[[Document], object]) -> list[float]:
    """CPU seconds of each reader over all pages, each page at its quickest round."""
    best = np.full((len(readers), len(documents)), np.inf)
    for _ in range(ROUNDS):
        for page, document in enumerate(documents):
            for row, reader in enumerate(readers):
                began = time.process_time()
                reader(document)
                best[row, page] = min(best[row, page], time.process_time() - began)
    return [float(total) for total in best.sum(axis=1)]


def main(arguments: list[str]) -> int:
    """Prints the figures."""
    collect_seldom()
    roots = [Path(a) for a in arguments] or [ROOT / "data" / "raw"]
    places = (place.document for file in raw_files(roots) for place in read_file(file, ReadLimits()))
    documents = [document for document in places if document is not None]
    pages, dumps = [d for d in documents if d.form == "html"], [d for d in documents if d.form == "dump"]
    if pages:
        ours, theirs = quickest(pages, read, peer)
        each, beside = 1000 * ours / len(pages), 1000 * theirs / len(pages)
        sys.stdout.write(f"{len(pages)} HTML pages: {each:.1f} CPU ms a page, trafilatura {beside:.1f}; ratio {ours / theirs:.2f}\n")
    if dumps:
        (dumped,) = quickest(dumps, read)
        sys.stdout.write(f"{len(dumps)} page dumps: {1000 * dumped / len(dumps):.1f} CPU ms a page, {len(dumps) / dumped:.0f} a second\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
