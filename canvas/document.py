"""The one place where the chain gets signals and an undo stack. Items listen to it, nobody else changes it."""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from engine.catalog import Catalog
from engine.chain import edit, layout
from engine.chain import file as chain_file
from engine.chain.model import Chain, Edge

MERGE_WITHIN_S = 1.0


@dataclass(slots=True)
class Change:
    """What is different between two chains, by node id and edge."""

    added: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    changed: set[str] = field(default_factory=set)
    moved: set[str] = field(default_factory=set)
    edges_added: list[Edge] = field(default_factory=list)
    edges_removed: list[Edge] = field(default_factory=list)


def difference(before: Chain, after: Chain) -> Change:
    """Compare by identity first: an edit shares everything it did not touch."""
    change = Change()
    old, new = before.blocks(), after.blocks()
    if before.nodes is not after.nodes or before.inputs is not after.inputs or before.outputs is not after.outputs:
        change.added = [n for n in new if n not in old]
        change.removed = [n for n in old if n not in new]
        change.changed = {n for n, part in new.items() if n in old and old[n] is not part}
    if before.layout is not after.layout:
        for n, place in after.layout.nodes.items():
            was = before.layout.nodes.get(n)
            if was is not place and n in new and n in old:
                change.moved.add(n)
                if was is None or was.title != place.title or was.shown != place.shown:
                    change.changed.add(n)
    if before.edges is not after.edges:
        had, has = set(before.edges), set(after.edges)
        change.edges_added = [e for e in after.edges if e not in had]
        change.edges_removed = [e for e in before.edges if e not in has]
        touched = {e.target.node for e in (*change.edges_added, *change.edges_removed)}
        touched |= {e.source.node for e in (*change.edges_added, *change.edges_removed)}
        change.changed |= {n for n in touched if n in old and n in new}
    return change


def _placed(chain: Chain, catalog: Catalog) -> Chain:
    """The chain with a position for everything: what has none is laid out."""
    without = layout.missing(chain)
    if not without:
        return chain
    everything = len(without) == len(chain.blocks())
    return edit.move(chain, layout.arranged(chain, catalog, None if everything else without))


class _Edit(QUndoCommand):
    """One change: the chains before and after it, which share all that is equal."""

    def __init__(self, document: Document, label: str, before: Chain, after: Chain, key: Hashable) -> None:
        super().__init__(label)
        self._document = document
        self._before = before
        self._after = after
        self._key = key
        self._at = time.monotonic()

    def redo(self) -> None:
        self._document._show(self._after)

    def undo(self) -> None:
        self._document._show(self._before)

    def id(self) -> int:
        return 1 if self._key is not None else -1

    def mergeWith(self, other: QUndoCommand) -> bool:
        """Typing in one field is one step as long as the person does not pause."""
        assert isinstance(other, _Edit)
        if other._key != self._key or other._at - self._at > MERGE_WITHIN_S:
            return False
        self._after, self._at = other._after, other._at
        return True


class Document(QObject):
    """A chain that is being edited, and the file it belongs to."""

    changed = Signal(object)
    """A `Change`, after every edit, undo and redo."""
    reset = Signal()
    """Another chain altogether."""
    path_changed = Signal()

    def __init__(self, catalog: Catalog, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.catalog = catalog
        self.chain = Chain()
        self.path: Path | None = None
        self.trusted = True
        self.undo_stack = QUndoStack(self)
        self._loaded = chain_file.Loaded(self.chain)

    @property
    def folder(self) -> Path:
        """Relative paths of the chain resolve against this."""
        return self.path.parent if self.path else Path.home()

    @property
    def name(self) -> str:
        return self.path.stem if self.path else "Untitled"

    @property
    def modified(self) -> bool:
        return not self.undo_stack.isClean()

    def edit(self, label: str, chain: Chain, merge: Hashable = None) -> None:
        """Make `chain` the present one as one undoable step; steps with an equal `merge` in a row become one."""
        if chain is not self.chain:
            self.undo_stack.push(_Edit(self, label, self.chain, chain, merge))

    def try_edit(self, label: str, make: Callable[[], Chain]) -> str:
        """`edit` with what `make` returns; an `EditError` changes nothing and comes back as text."""
        from engine.errors import EditError

        try:
            self.edit(label, make())
        except EditError as error:
            return str(error)
        return ""

    def new(self) -> None:
        """An empty chain without a file."""
        self._start(chain_file.Loaded(Chain()), None, trusted=True)

    def open(self, path: Path, *, trusted: bool) -> None:
        """Load a file in place of the present chain. Raises `ChainError`; the present one stays then."""
        self._start(chain_file.load(path), path, trusted=trusted)

    def recover(self, chain: Chain, path: Path | None, *, trusted: bool) -> None:
        """Show a chain saved for recovery, as unsaved work on `path`."""
        loaded = chain_file.Loaded(Chain())
        if path is not None and path.exists():
            loaded = chain_file.load(path)
        self._start(loaded, path, trusted=trusted)
        self.edit("Recover", _placed(chain, self.catalog))

    def save(self, path: Path) -> None:
        """Write the file atomically. Raises OSError; nothing is lost then."""
        if self.path is None or self.path.parent != path.parent:
            self.edit("Save elsewhere", edit.rebased(self.chain, self.catalog, self.folder, path.parent))
        content = self._loaded.bytes_for(self.chain)
        chain_file.write_atomically(path, content)
        self._loaded = chain_file.Loaded(self.chain, content)
        self.path = path
        self.undo_stack.setClean()
        self.path_changed.emit()

    def _start(self, loaded: chain_file.Loaded, path: Path | None, *, trusted: bool) -> None:
        self.chain = _placed(loaded.chain, self.catalog)
        # places that the file does not give are no change a person made
        self._loaded = chain_file.Loaded(self.chain, loaded.source)
        self.path = path
        self.trusted = trusted
        self.undo_stack.clear()
        self.reset.emit()
        self.path_changed.emit()

    def _show(self, chain: Chain) -> None:
        before, self.chain = self.chain, chain
        self.changed.emit(difference(before, chain))
