"""The stage `clean`: documents in, articles and their blocks out, what is no article set aside with the reason."""

from __future__ import annotations

import re
from dataclasses import replace

import pyarrow as pa

from onrecord.article import Document
from onrecord.clean.charset import decode
from onrecord.clean.language import language_of
from onrecord.clean.model import Block, CleanArticle, CleanOptions, Hints, PageError, Publication, Reading
from onrecord.clean.outlet_lines import NO_LINES, OutletLines
from onrecord.clean.outlets import known_outlet, outlet_id, outlet_name
from onrecord.clean.page_dump import read_dump
from onrecord.clean.page_html import read_html
from onrecord.clean.publication import address_publication, declared_publication
from onrecord.clean.record_text import read_text
from onrecord.clean.urls import domain_of, folder_domain, web_address
from onrecord.read.rows import documents_of
from onrecord.reasons import Reason, Rejection
from onrecord.schema.tables import TABLES
from onrecord.stages import StageOutput
from onrecord.time_limit import TooSlowError, time_limit

__all__ = ["CleanOptions", "clean_batch", "clean_document"]

WORD = re.compile(r"\w+(?:['’-]\w+)*")
ARTICLE_COLUMNS = tuple(name for name in TABLES["articles"].names if name != "batch_id")


def clean_batch(documents: pa.Table, options: CleanOptions, known: OutletLines = NO_LINES) -> StageOutput:
    """Articles and blocks of a batch of documents; every document is in one of the two, or among the rejections.

    Args:
        documents: rows of the stage table `documents`.
        options: which languages are read.
        known: lines that outlets repeat, as learned from pages on record.
    """
    batches = dict(zip(documents["document_id"].to_pylist(), documents["batch_id"].to_pylist(), strict=True))
    articles: list[dict[str, object]] = []
    blocks: list[dict[str, object]] = []
    rejected: list[Rejection] = []
    for document in documents_of(documents):
        try:
            with time_limit(options.seconds):
                article = clean_document(document, options, known)
        except TooSlowError as error:
            rejected.append(_rejection(document, Reason.TOO_SLOW, str(error)))
        except PageError as error:
            rejected.append(_rejection(document, error.reason, error.detail))
        except Exception as error:
            rejected.append(_rejection(document, Reason.READER_FAILED, f"{type(error).__name__}: {str(error)[:200]}"))
        else:
            batch = batches[document.document_id]
            articles.append({name: getattr(article, name) for name in ARTICLE_COLUMNS} | {"batch_id": batch})
            blocks.extend(_block_row(article.article_id, number, block, batch) for number, block in enumerate(article.blocks))
    tables = {"articles": TABLES["articles"].from_rows(articles), "blocks": TABLES["blocks"].from_rows(blocks)}
    return StageOutput(tables, rejected, rows_in=documents.num_rows)


def clean_document(document: Document, options: CleanOptions, known: OutletLines = NO_LINES) -> CleanArticle:
    """The article that a document holds; metadata that came with the document outranks what is found on it.

    Raises:
        PageError: if it holds none that can be read; `reason` says why.
    """
    reading = _read(document, known)
    found = reading.hints
    language = language_of(reading.body, document.declared_language)
    if language not in (None, *options.languages):
        raise PageError(Reason.UNSUPPORTED_LANGUAGE, f"language {language}")
    url = web_address(document.declared_url) or found.url
    domain = domain_of(document.declared_url) or domain_of(found.url) or folder_domain(document.source_uri)
    outlet = outlet_name(document.declared_outlet, domain, [found.outlet] if found.outlet else [])
    publication = declared_publication(document.declared_published_at) or found.publication
    return CleanArticle(
        article_id=document.document_id, source_uri=document.source_uri, form=document.form, body=reading.body,
        word_count=len(WORD.findall(reading.body)), url=url, outlet_id=outlet_id(outlet), outlet_name=outlet,
        agency_names=found.agencies, title=document.declared_title or found.title, authors=document.declared_authors or found.authors,
        dateline_place=found.dateline_place, published_at=publication.at, published_date=publication.day,
        published_at_precision=publication.precision, published_at_method=publication.method,
        published_at_confidence=publication.confidence,
        published_at_text=publication.text, language=language, retrieved_at=document.retrieved_at, blocks=reading.blocks,
    )  # fmt: skip


def _read(document: Document, known: OutletLines) -> Reading:
    """The document read according to its form."""
    if document.form == "text":
        return read_text(document.content.decode("utf-8", "replace"))
    page = decode(document.content, document.declared_charset)
    address = web_address(document.declared_url)
    folder = folder_domain(document.source_uri)
    if document.form == "html":
        return read_html(page, address, folder, document.declared_outlet, known)
    domain = domain_of(address) or folder
    registered = known_outlet(domain)
    names = [name for name in (document.declared_outlet, registered.name if registered else None, domain) if name]
    reading = read_dump(page, names, (document.declared_outlet, domain), known)
    in_address = address_publication((address,))
    return reading if in_address is None or reading.hints.publication.method != "none" else _dated(reading, in_address)


def _dated(reading: Reading, publication: Publication) -> Reading:
    hints: Hints = replace(reading.hints, publication=publication)
    return replace(reading, hints=hints)


def _rejection(document: Document, reason: Reason, detail: str) -> Rejection:
    return Rejection("clean", "documents", document.document_id, document.source_uri, reason, detail)


def _block_row(article_id: str, number: int, block: Block, batch: object) -> dict[str, object]:
    """One row of `blocks`."""
    return {
        "article_id": article_id, "block_index": number, "block_kind": block.kind, "block_text": block.text,
        "raw_start_char": block.raw_start,
        "raw_end_char": block.raw_end, "start_char": block.start, "end_char": block.end, "batch_id": batch,
    }  # fmt: skip
