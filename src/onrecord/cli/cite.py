"""`onrecord cite`: the evidence of anything that has an id."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from onrecord.cli.console import print_json, shown
from onrecord.cli.options import json_option, settings_of, warehouse_options
from onrecord.warehouse.checkout import readable
from onrecord.warehouse.cite import CLOSE, OPEN, Evidence
from onrecord.warehouse.cite import cite as evidence_of


@click.command()
@click.argument("cited", metavar="ID")
@warehouse_options
@json_option
def cite(cited: str, config: Path | None, warehouse: str | None, as_json: bool) -> None:
    """Show the evidence of a quote, utterance, event report or event: the sentence with the span marked, the raw location, rule and run."""
    citation = evidence_of(readable(settings_of(config, warehouse=warehouse)), cited)
    if as_json:
        evidence = [asdict(e) | {"marked": e.marked} for e in citation.evidence]
        print_json(asdict(citation) | {"evidence": evidence})
        return
    became = f" (now {citation.now})" if citation.now != citation.id else ""
    click.echo(f"{citation.subject_type} {citation.id}{became}: {citation.summary}")
    for evidence_row in citation.evidence:
        click.echo("\n" + "\n".join(lines_of(evidence_row)))


def lines_of(evidence: Evidence) -> list[str]:
    """One place that says so, for people."""
    when = f"{evidence.published_at:%Y-%m-%d %H:%M} UTC" if evidence.published_at else "date unknown"
    sure = f", confidence {evidence.confidence:.2f}" if evidence.confidence is not None else ""
    spans = ", ".join(f"{s.start}-{s.end}" for s in evidence.spans)
    lines = [
        f"{evidence.id}  {evidence.outlet_name or 'unknown outlet'}, {when}: {evidence.title or 'no title'}",
        f"  {' '.join(painted(evidence.marked).split())}",
        f"  where   {evidence.source_uri}, article {evidence.article_id}, characters {spans} of the body"
        + (f", {evidence.url}" if evidence.url else ""),
    ]
    lines += [
        f"  page    {'' if place.is_exact else 'within '}characters {place.start}-{place.end} of the raw page" for place in evidence.raw
    ]
    lines.append(f"  how     {evidence.rule_id}{sure}, run {evidence.run_id}")
    lines += [f"  {name.replace('_', ' ')}: {shown(value)}" for name, value in evidence.details.items() if is_told(value)]
    return lines


def painted(text: str) -> str:
    """The marks in bold on a terminal; click takes the colour out where stdout is none."""
    return text.replace(OPEN, click.style(OPEN, bold=True, fg="yellow")).replace(CLOSE, click.style(CLOSE, bold=True, fg="yellow"))


def is_told(value: Any) -> bool:
    """Whether a detail has anything to say."""
    return value not in (None, "") and value != []
