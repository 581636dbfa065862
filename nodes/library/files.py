"""Files: read, write, list a folder."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

from pydantic import Field

from nodes.library.network import restricted
from nodes.library.saving import save_copy
from nodes.sdk import (
    CONFIG,
    Choices,
    Context,
    Fields,
    File,
    FileKinds,
    Image,
    InputProblem,
    Multiline,
    SavePath,
    Table,
    Tool,
)
from nodes.sdk.errors import reason_of, system_reason

_LIMIT_BYTES = 64 * 1024 * 1024


class Picture(Tool):
    """Take a picture from a file: PNG, JPEG, SVG and other kinds."""

    name = "files.picture"
    title = "Picture"
    category = "Files"
    icon = "image"
    keywords = ("image", "photo", "png", "jpeg", "svg", "open", "load")
    effects = frozenset({"read"})

    class Inputs(Fields):
        file: Annotated[Image, FileKinds(".png", ".jpg", ".jpeg", ".svg", ".gif", ".webp", ".bmp", ".tif", ".tiff")]

    class Outputs(Fields):
        picture: Image

    def run(self, inputs: Inputs, ctx: Context) -> Outputs:
        if not inputs.file.path.is_file():
            raise InputProblem("file", f"{inputs.file.path} is not there", remedy="Choose another file.")
        return self.Outputs(picture=inputs.file)


class ReadText(Tool):
    """Read a file as text."""

    name = "files.read"
    title = "Read text file"
    category = "Files"
    icon = "file-text"
    keywords = ("open", "load", "txt", "markdown")
    effects = frozenset({"read"})
    deterministic = True  # a file enters the key of the cache by its content

    class Inputs(Fields):
        file: File
        encoding: Annotated[str, CONFIG, Choices("utf-8", "latin-1", "cp1252", "utf-16")] = Field("utf-8", min_length=1)

    class Outputs(Fields):
        text: str

    def run(self, inputs: Inputs, ctx: Context) -> Outputs:
        path = inputs.file.path
        try:
            if path.stat().st_size > _LIMIT_BYTES:
                raise InputProblem("file", f"{inputs.file.name} is larger than {_LIMIT_BYTES // 2**20} MiB")
            return self.Outputs(text=path.read_text(inputs.encoding))
        except OSError as error:
            raise InputProblem("file", f"{path}: {system_reason(error)}") from error
        except LookupError as error:
            raise InputProblem("encoding", f"no encoding is called {inputs.encoding!r}") from error
        except UnicodeError as error:
            line = path.read_bytes().count(b"\n", 0, getattr(error, "start", 0)) + 1
            raise InputProblem("file", f"{inputs.file.name}, line {line}: this is not {inputs.encoding}") from error


class WriteText(Tool):
    """Write a text to a file.

    The file is kept with the results of the run; give a path under *Save to* to have a copy where you want it.
    """

    name = "files.write"
    title = "Write text file"
    category = "Files"
    icon = "file-pen"
    keywords = ("save", "export", "txt", "markdown")
    effects = frozenset({"write"})

    class Inputs(Fields):
        text: Annotated[str, Multiline()]
        name: str = Field("text.txt", min_length=1, description="Name of the file.")
        save_to: Annotated[Path | None, CONFIG, SavePath()] = Field(
            None, title="Save to", description="Also write it here; an existing file is replaced."
        )

    class Outputs(Fields):
        file: File

    def run(self, inputs: Inputs, ctx: Context) -> Outputs:
        path = ctx.new_file(inputs.name)
        path.write_text(inputs.text, "utf-8")
        save_copy(path, inputs.save_to, ctx)
        return self.Outputs(file=File(path=path))


class ListFolder(Tool):
    """List the files of a folder as a table: path, name, suffix, size and time of change."""

    name = "files.list"
    title = "List folder"
    category = "Files"
    icon = "folder-open"
    keywords = ("directory", "glob", "find", "ls")
    effects = frozenset({"read"})

    class Inputs(Fields):
        folder: Path = Field(description="The folder to list.", json_schema_extra={"format": "directory-path"})
        pattern: str = Field("*", min_length=1, description="Which names, such as *.csv")
        recursive: Annotated[bool, CONFIG] = Field(False, title="Folders inside, too")

    class Outputs(Fields):
        table: Table = Field(title="Files")

    def run(self, inputs: Inputs, ctx: Context) -> Outputs:
        import pyarrow as pa

        if not inputs.folder.is_dir():
            raise InputProblem("folder", f"{inputs.folder} is no folder", remedy="Choose another one.")
        if Path(inputs.pattern).is_absolute() or ".." in Path(inputs.pattern).parts:
            raise InputProblem("pattern", f"{inputs.pattern!r} leads out of the folder", remedy="List another folder.")
        paths = inputs.folder.glob(inputs.pattern)
        if inputs.recursive:
            paths = inputs.folder.rglob(inputs.pattern)
        rows, leading_out = [], 0
        top = inputs.folder.resolve()
        try:
            for path in paths:
                ctx.check_cancelled()
                if restricted() and top not in path.resolve().parents:
                    leading_out += 1
                elif path.is_file():
                    rows.append((path, path.stat()))
        except (OSError, ValueError) as error:
            raise InputProblem("pattern", f"{inputs.pattern!r}: {reason_of(error)}") from error
        if leading_out:
            ctx.notice("links that lead out of the folder are left out", "skipped", count=leading_out)
        rows.sort()
        if odd := sum(not _is_utf8(str(path)) for path, _ in rows):
            ctx.notice("names that are no UTF-8 are written with \\x…, and cannot be opened by them", "cast", count=odd)
        columns = {
            "path": pa.array([_utf8(str(path)) for path, _ in rows], pa.string()),
            "name": pa.array([_utf8(path.name) for path, _ in rows], pa.string()),
            "suffix": pa.array([_utf8(path.suffix) for path, _ in rows], pa.string()),
            "size_bytes": pa.array([stat.st_size for _, stat in rows], pa.int64()),
            "modified": pa.array(
                [datetime.fromtimestamp(stat.st_mtime, UTC) for _, stat in rows], pa.timestamp("ms", tz="UTC")
            ),
        }
        return self.Outputs(table=pa.table(columns))


def _is_utf8(name: str) -> bool:
    """Python has bytes of a name that are none as half characters."""
    return not any("\ud800" <= letter <= "\udfff" for letter in name)


def _utf8(name: str) -> str:
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
