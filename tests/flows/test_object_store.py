"""Raw folders and warehouses on an object store: a folder named by URL, and a server that speaks S3 where one is installed (moto)."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import uuid4

import httpx
import pytest
from pyarrow.fs import FileSelector, FileSystem, FileType

from flows.backfill import day_folders
from flows.daily import daily
from flows.ingest import ingest
from onrecord.errors import OnrecordError, UsageError
from onrecord.places import below
from onrecord.remote import Mirror, raw_copies, safe_path
from onrecord.settings import Settings
from onrecord.warehouse.checkout import checked_out
from tests.briefs import write_briefs
from tests.flows.conftest import Marts, marts

KEYS = {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test", "AWS_EC2_METADATA_DISABLED": "true", "AWS_REGION": "us-east-1"}
Call = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server that speaks S3, in a process of its own."""
    pytest.importorskip("moto.server", reason="moto is not in the lock: with what it needs it takes 290 MB")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-c", "from moto.server import main; main()", "-H", "127.0.0.1", "-p", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=tmp_path_factory.mktemp("s3")) as process:
        end = time.monotonic() + 60
        while time.monotonic() < end:
            try:
                httpx.get(f"http://127.0.0.1:{port}/")
                break
            except httpx.HTTPError:
                time.sleep(0.2)
        yield f"127.0.0.1:{port}"
        process.terminate()


@pytest.fixture(params=["file", "s3"])
def store(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The URL of an empty folder on a store."""
    if request.param == "file":
        (tmp_path / "store").mkdir()
        return f"file://{tmp_path / 'store'}"
    address = request.getfixturevalue("server")
    for name, value in KEYS.items():
        monkeypatch.setenv(name, value)
    bucket = f"bucket-{uuid4().hex}"
    httpx.put(f"http://{address}/{bucket}").raise_for_status()
    return f"s3://{bucket}/here?endpoint_override={address}&scheme=http"


def send(folder: Path, url: str) -> None:
    """Puts the files of a folder on a store."""
    filesystem, base = FileSystem.from_uri(url)
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        target = f"{base}/{path.relative_to(folder).as_posix()}"
        filesystem.create_dir(target.rpartition("/")[0], recursive=True)
        with filesystem.open_output_stream(target) as out:
            out.write(path.read_bytes())


def names(url: str) -> set[str]:
    """The files of a folder on a store."""
    filesystem, base = FileSystem.from_uri(url)
    found = filesystem.get_file_info(FileSelector(base, recursive=True))
    return {info.path.removeprefix(base).lstrip("/") for info in found if info.type == FileType.File}


@pytest.fixture
def far(store: str, tmp_path: Path) -> Settings:
    """The briefs on a store, and a warehouse to come there."""
    send(write_briefs(tmp_path / "briefs"), below(store, "raw"))
    cache = str(tmp_path / "cache")
    return Settings(raw=(below(store, "raw"),), warehouse=below(store, "warehouse"), cache=cache, task_runner="inline")


def test_the_warehouse_there_is_that_of_a_local_run(
    far: Settings, undisturbed: Marts, tmp_path: Path, onrecord: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same bytes; readers on another machine ask it by URL; a second run has nothing to do, on another machine neither."""
    daily(far)
    there = Mirror(far.warehouse, tmp_path / "seen")
    there.pull()
    assert marts(there.folder) == undisturbed
    monkeypatch.setenv("ONRECORD_CACHE", str(tmp_path / "readers"))
    code, out, _ = onrecord("query", "SELECT count(*) AS n FROM articles", "--csv", "--warehouse", far.warehouse)
    assert (code, out.split()) == (0, ["n", "5"])
    elsewhere = replace(far, cache=str(tmp_path / "elsewhere"))
    assert not daily(far).is_new
    assert not daily(elsewhere).is_new


def test_a_run_on_another_machine_goes_on_from_what_is_there(far: Settings, tmp_path: Path) -> None:
    """What it adds is seen by the first, whose copy was left behind."""
    daily(far)
    more = tmp_path / "more"
    more.mkdir()
    (more / "late.jsonl").write_text('{"id": "late", "text": "\\"It is late,\\" said Ada Quell on Friday in Timaru."}\n', encoding="utf-8")
    send(more, far.raw[0])
    elsewhere = replace(far, cache=str(tmp_path / "elsewhere"))
    assert daily(elsewhere).is_new
    assert not daily(far).is_new
    assert marts(far.warehouse_path) == marts(elsewhere.warehouse_path)


def test_a_file_that_is_gone_leaves_the_copy(far: Settings, tmp_path: Path) -> None:
    """Raw files that were replaced or taken away there are so here."""
    (copy,) = raw_copies(far.raw, tmp_path / "cache")
    assert [path.name for path in copy.iterdir()] == ["briefs.jsonl"]
    filesystem, base = FileSystem.from_uri(far.raw[0])
    filesystem.delete_file(f"{base}/briefs.jsonl")
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "b.txt").write_text("A page.", encoding="utf-8")
    send(tmp_path / "other", far.raw[0])
    assert [path.name for path in raw_copies(far.raw, tmp_path / "cache")[0].iterdir()] == ["b.txt"]


def test_a_run_that_fails_sends_nothing(far: Settings) -> None:
    """What was finished before waits in the copy."""
    daily(far)
    before = names(far.warehouse)

    def fail() -> None:
        with checked_out(far):
            (far.warehouse_path / "stages" / "left").write_text("half", encoding="utf-8")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert names(far.warehouse) == before


def test_two_machines_that_publish_at_once(far: Settings, tmp_path: Path) -> None:
    """The second is told, and goes on from what the first published."""
    daily(far)
    elsewhere = replace(far, cache=str(tmp_path / "elsewhere"))
    send_more = tmp_path / "more"
    send_more.mkdir()
    (send_more / "late.jsonl").write_text('{"id": "late", "text": "\\"It is late,\\" said Ada Quell on Friday."}\n', encoding="utf-8")

    def be_late() -> None:
        with checked_out(far):
            send(send_more, far.raw[0])
            daily(elsewhere)

    with pytest.raises(OnrecordError, match="published by another run"):
        be_late()
    assert not daily(far).is_new


def test_a_stage_alone(far: Settings) -> None:
    """Its tables are there when it has ended."""
    assert ingest(far).batches == 1
    assert any(name.startswith("stages/documents/") for name in names(far.warehouse))


def test_days_are_found_there(far: Settings, tmp_path: Path) -> None:
    """A backfill takes the folders that exist."""
    send(tmp_path / "briefs", below(far.raw[0], "2024-03-05"))
    found = day_folders(far.raw, date(2024, 3, 4), date(2024, 3, 6))
    assert found == [below(far.raw[0], "2024-03-05")]


def test_what_is_not_there_is_told(store: str, tmp_path: Path) -> None:
    """An empty folder and a store that cannot be reached, each in a sentence with the URL."""
    with pytest.raises(UsageError, match="nothing at"):
        raw_copies([below(store, "nowhere")], tmp_path)
    with pytest.raises(OnrecordError, match="cannot be used"):
        raw_copies(["nosuch://bucket/folder"], tmp_path)


def test_names_that_no_folder_can_have() -> None:
    """An object cannot leave the folder of its copy."""
    assert safe_path("a/../../b") == "a/%2E%2E/%2E%2E/b"
    assert safe_path("a//./b\0.html") == "a/%/%2E/b%00.html"
    assert safe_path("plain.html") == "plain.html"
