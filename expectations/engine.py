"""Great Expectations: the domain's expectations as its own, applied to a frame, each validation kept for the Data Docs."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import UTC, datetime
from html import escape
from pathlib import Path
from typing import Any

import pandas as pd

from expectations.vocabulary import Expectation

os.environ.setdefault("GX_ANALYTICS_ENABLED", "false")  # Great Expectations reads it when it is imported

import great_expectations as gx
import great_expectations.expectations as gxe
from great_expectations.core.run_identifier import RunIdentifier
from great_expectations.data_context.types.base import DataContextConfig, InMemoryStoreBackendDefaults

CORE: dict[str, Any] = {
    "unique": gxe.ExpectColumnValuesToBeUnique,
    "filled": gxe.ExpectColumnValuesToNotBeNull,
    "share_filled": gxe.ExpectColumnValuesToNotBeNull,
    "in_set": gxe.ExpectColumnValuesToBeInSet,
    "holds": gxe.ExpectColumnValuesToBeInSet,
    "between": gxe.ExpectColumnValuesToBeBetween,
    "no_match": gxe.ExpectColumnValuesToNotMatchRegex,
}


class Engine:
    """One context of Great Expectations, with a data source whose assets are the checked tables."""

    def __init__(self, folder: Path, docs: Path) -> None:
        self.context = _context(folder, docs)
        self.source = self.context.data_sources.add_pandas("frames")
        self.assets: dict[str, Any] = {}

    def validate(self, name: str, wanted: Sequence[Expectation], frame: pd.DataFrame, key: str, run_label: str) -> dict[str, Any]:
        """The outcome of each expectation by its name; the validation goes to the results below the suite's name.

        A definition is run by itself, without a checkpoint around it: there are no actions to take. The values in the outcome are
        escaped (`html.escape`): Great Expectations writes them into the Data Docs as they are, and they come from pages.
        """
        if name not in self.assets:
            self.assets[name] = self.source.add_dataframe_asset(name).add_batch_definition_whole_dataframe("all")
        suite = self.context.suites.add_or_update(gx.ExpectationSuite(name=name, expectations=[core(e) for e in wanted]))
        definition = gx.ValidationDefinition(name=name, data=self.assets[name], suite=suite)
        validated = self.context.validation_definitions.add_or_update(definition).run(
            batch_parameters={"dataframe": escaped(frame, {key, *(e.column for e in wanted)})},
            result_format={
                "result_format": "COMPLETE",
                "unexpected_index_column_names": [key] if key in frame.columns else [],
                "return_unexpected_index_query": False,
            },
            run_id=RunIdentifier(run_name=run_label, run_time=datetime.now(UTC)),
        )
        return {r.expectation_config.meta["name"]: r for r in validated.results}

    def write_docs(self) -> None:
        """Builds the Data Docs of the validations kept."""
        self.context.build_data_docs()


def escaped(frame: pd.DataFrame, columns: set[str]) -> pd.DataFrame:
    """The frame with the texts of some columns escaped; no two that differ become alike, and what is checked by words has no marks."""
    texts = [name for name in frame.columns if name in columns and pd.api.types.is_string_dtype(frame[name].dtype)]
    return frame.assign(**{name: frame[name].map(_escaped) for name in texts}) if texts else frame


def _escaped(value: object) -> object:
    return escape(value) if isinstance(value, str) else value


def core(wanted: Expectation) -> Any:
    """Great Expectations' own expectation that tests the domain's."""
    return CORE[wanted.kind](
        column=wanted.column,
        severity=wanted.severity,
        description=wanted.sentence,
        meta={"name": wanted.name, "sets_aside": wanted.sets_aside},
        **wanted.options,
    )


def _context(folder: Path, docs: Path) -> Any:
    """A context of Great Expectations that keeps suites and validations in the folder, and nothing anywhere else."""

    def store(kind: str, where: str) -> dict[str, Any]:
        backend = {"class_name": "TupleFilesystemStoreBackend", "base_directory": str((folder / where).resolve())}
        return {"class_name": kind, "store_backend": backend}

    config = DataContextConfig(store_backend_defaults=InMemoryStoreBackendDefaults(), analytics_enabled=False)
    config.stores["expectations_store"] = store("ExpectationsStore", "suites")
    config.stores["validation_results_store"] = store("ValidationResultsStore", "results")
    site = {"class_name": "TupleFilesystemStoreBackend", "base_directory": str(docs.resolve())}
    config.data_docs_sites = {
        "onrecord": {
            "class_name": "SiteBuilder",
            "show_how_to_buttons": False,
            "site_index_builder": {"class_name": "DefaultSiteIndexBuilder"},
            "store_backend": site,
        }
    }
    context = gx.get_context(mode="ephemeral", project_config=config)
    context.variables.progress_bars = {"globally": False}
    return context
