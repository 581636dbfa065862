"""What a file holds, by its first bytes, and the plain file inside of a compressed one."""

from __future__ import annotations

import itertools
import shutil
import zipfile
from functools import partial
from pathlib import Path

from nodes.sdk import Context, InputProblem
from nodes.sdk.errors import reason_of
from nodes.sdk.texts import mark

_BLOCK = 1 << 20
_PREVIEWED = 16 << 20
"""Bytes that are unpacked for a preview."""
_OF_BINARY = (b"PAR1", b"PK\x03\x04")
_COMPRESSED = {b"\x1f\x8b": "gzip", b"\x28\xb5\x2f\xfd": "zstd", b"BZh": "bz2"}
_UNREADABLE = (
    (b"%PDF", mark("this is a PDF, not a table")),
    (b"\xd0\xcf\x11\xe0", mark("this is a workbook of an old Excel, or one with a password; save it as .xlsx")),
    (b"\x89PNG", mark("this is a picture, not a table")),
    (b"\xff\xd8\xff", mark("this is a picture, not a table")),
    (b"SQLite format 3", mark("this is a database, not a table")),
    (b"7z\xbc\xaf", mark("this is an archive; unpack it first")),
)
_WEB = mark("this is a web page, not a table; export the data as CSV or Excel")


def too_large_to_sample(name: str) -> InputProblem:
    """For a file that has to be read whole before its first rows are known."""
    return InputProblem("file", f"{name} is too large for a preview", remedy="Run the chain to see its rows.")


def is_packed(path: Path) -> bool:
    """Whether a file is one that `unpacked` unpacks. Raises OSError."""
    return _head(path).startswith(tuple(_COMPRESSED))


def unpacked(path: Path, name: str, ctx: Context) -> tuple[Path, str]:
    """The file itself, or what a gzip, zstd or bz2 file holds, and its name. Raises `InputProblem`, OSError."""
    head = _head(path)
    compression = next((kind for magic, kind in _COMPRESSED.items() if head.startswith(magic)), "")
    if not compression:
        return path, name
    import pyarrow as pa

    inner = Path(name).stem if Path(name).suffix.lower() in (".gz", ".zst", ".zstd", ".bz2", ".gzip") else name
    target = ctx.new_file("unpacked")
    left = shutil.disk_usage(target.parent).free // 2
    most = None if ctx.sample_rows is None else _PREVIEWED // _BLOCK
    try:
        with pa.CompressedInputStream(pa.OSFile(str(path)), compression) as source, target.open("wb") as plain:
            for block in itertools.islice(iter(partial(source.read, _BLOCK), b""), most):
                ctx.check_cancelled()
                left -= len(block)
                if left < 0:
                    raise InputProblem("file", f"{name}: what is packed in it is larger than half of the free disk")
                plain.write(block)
    except (pa.ArrowException, OSError) as error:
        raise InputProblem(
            "file", f"{name}: the {compression} in it is broken or cut off: {reason_of(error)}"
        ) from error
    if most is not None and target.stat().st_size == _PREVIEWED:
        _cut_at_line(target, name)
    return target, inner


def _cut_at_line(path: Path, name: str) -> None:
    """Leave out the last line of a file, which is not all there. Raises `InputProblem` for what has no lines."""
    with path.open("r+b") as stream:
        content = stream.read()
        if content.startswith(_OF_BINARY):
            raise too_large_to_sample(name)
        stream.truncate(content.rfind(b"\n") + 1)


def kind_of(path: Path, by_name: str) -> str:
    """``parquet``, ``excel``, ``json`` or ``jsonl`` where the content says so, else what the name does.

    Raises `InputProblem` for what is no table.
    """
    head = _head(path)
    for magic, reason in _UNREADABLE:
        if head.startswith(magic):
            raise InputProblem("file", reason)
    if head.startswith(b"PAR1"):
        return "parquet"
    if head.startswith(b"PK\x03\x04"):
        return _kind_of_zip(path)
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if text[:14].lower().startswith((b"<!doctype html", b"<html")):
        raise InputProblem("file", _WEB)
    if by_name == "csv" and text.startswith(b"[") and text[1:].lstrip().startswith(b"{"):
        return "json"
    if by_name == "csv" and text.startswith(b"{") and text[1:].lstrip().startswith(b'"'):
        return "jsonl"
    return by_name


def _kind_of_zip(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError):
        return "excel"
    if "xl/workbook.xml" in names:
        return "excel"
    raise InputProblem("file", mark("this is a zip archive, not a table; unpack it first"))


def _head(path: Path) -> bytes:
    with path.open("rb") as stream:
        return stream.read(512)
