"""A record's clean text: taken exactly as it is, so that offsets into the body are offsets into the record's text."""

from __future__ import annotations

import re

from onrecord.clean.agencies import agencies
from onrecord.clean.dateline import find_dateline
from onrecord.clean.model import Block, Hints, Reading

LINE = re.compile(r"[^\n]+")


def read_text(text: str) -> Reading:
    """The text as body, its lines as blocks, its dateline's place and agencies; never rejected, however short."""
    lines = (match for match in LINE.finditer(text) if not match.group().isspace())
    blocks = tuple(Block("body", match.group(), *match.span(), *match.span()) for match in lines)
    dateline = find_dateline(blocks[0].text) if blocks else None
    hints = Hints(agencies=agencies([dateline.text]), dateline_place=dateline.place) if dateline else Hints()
    return Reading(text, blocks, hints)
