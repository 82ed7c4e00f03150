"""`onrecord export`: the warehouse in other forms."""

from __future__ import annotations

from pathlib import Path

import click

from onrecord.cli.console import say
from onrecord.cli.options import settings_of, warehouse_options
from onrecord.warehouse.checkout import readable


@click.command()
@click.argument("form", type=click.Choice(["csv", "parquet", "jsonld", "gdelt"]))
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@warehouse_options
@click.option("--table", "tables", multiple=True, metavar="NAME", help="Only this wide table (csv, parquet); may be given several times.")
def export(form: str, folder: Path, tables: tuple[str, ...], config: Path | None, warehouse: str | None) -> None:
    """Write the live snapshot into FOLDER in another form.

    csv and parquet have the wide tables; jsonld has articles, quotations and events in schema.org's terms, an object a line; gdelt has the
    events that took place in the columns of GDELT's event tables. In CSV nothing is taken for a formula by a spreadsheet.
    """
    from onrecord.warehouse.export import export as write

    for file, rows in write(readable(settings_of(config, warehouse=warehouse)), form, folder, tables):
        click.echo(f"{file}")
        say(f"  {rows:,} {'row' if rows == 1 else 'rows'}")
