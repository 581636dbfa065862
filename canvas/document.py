"""The one place where the chain gets signals and an undo stack. Items listen to it, nobody else changes it."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from canvas.language import tr
from engine.catalog import Catalog
from engine.chain import decor, edit, layout, nested
from engine.chain import file as chain_file
from engine.chain.model import Chain, Edge, NodeLayout
from engine.chain.paths import paths_rebased

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
    bent: list[Edge] = field(default_factory=list)
    """Wires that go another way."""
    decor: bool = False
    """Frames or notes are others."""
    is_new: bool = False
    """A step that was made just now: neither undone nor done again."""


def difference(old: Chain, new: Chain) -> Change:
    """Compare by identity first: an edit shares everything it did not touch."""
    change = Change()
    old_blocks, new_blocks = old.blocks(), new.blocks()
    if old.nodes is not new.nodes or old.inputs is not new.inputs or old.outputs is not new.outputs:
        _compare_blocks(change, old_blocks, new_blocks)
    if old.layout is not new.layout:
        _compare_layouts(change, old, new)
    if old.edges is not new.edges:
        _compare_edges(change, old, new)
    change.moved = {block for block in change.moved if block in old_blocks and block in new_blocks}
    change.changed = {block for block in change.changed if block in old_blocks and block in new_blocks}
    return change


def _compare_blocks(change: Change, old: Mapping[str, object], new: Mapping[str, object]) -> None:
    change.added = [block for block in new if block not in old]
    change.removed = [block for block in old if block not in new]
    change.changed = {block for block, content in new.items() if block in old and old[block] is not content}


def _compare_layouts(change: Change, old: Chain, new: Chain) -> None:
    old_bends, new_bends = old.layout.bends, new.layout.bends
    if old_bends is not new_bends:
        change.bent = [e for e in new.edges if old_bends.get(str(e.target)) != new_bends.get(str(e.target))]
    change.decor = old.layout.frames is not new.layout.frames or old.layout.notes is not new.layout.notes
    for block, position in new.layout.nodes.items():
        previous = old.layout.nodes.get(block)
        if previous is not position:
            change.moved.add(block)
            if previous is None or _look(previous) != _look(position):
                change.changed.add(block)


def _look(layout: NodeLayout) -> tuple[object, ...]:
    """How a node is shown apart from where."""
    return layout.title, layout.shown, layout.preview


def _compare_edges(change: Change, old: Chain, new: Chain) -> None:
    old_edges, new_edges = set(old.edges), set(new.edges)
    change.edges_added = [e for e in new.edges if e not in old_edges]
    change.edges_removed = [e for e in old.edges if e not in new_edges]
    for edge in (*change.edges_added, *change.edges_removed):
        change.changed |= {edge.source.node, edge.target.node}


def _arranged(chain: Chain, catalog: Catalog) -> Chain:
    """The chain with a position for everything, also inside its sub-chains: what has none is laid out."""
    definitions = {name: _arranged(inner, catalog) for name, inner in chain.definitions.items()}
    if any(definitions[name] is not inner for name, inner in chain.definitions.items()):
        chain = chain.model_copy(update={"definitions": definitions})
    unplaced = layout.missing(chain)
    if not unplaced:
        return chain
    return edit.move(chain, layout.arranged(chain, catalog, set(unplaced)))


def untitled(number: int) -> str:
    """What a chain is called that has no name."""
    return tr("Untitled {number}", number=number) if number else tr("Untitled")


class FileChanged(Exception):
    """The file holds something else than what was read or written here last: `content`."""

    def __init__(self, content: bytes) -> None:
        super().__init__("the file was changed outside of this window")
        self.content = content


def content_of(path: Path) -> bytes | None:
    """What a file holds; None where there is none. Blocks; raises OSError."""
    try:
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None


def fingerprint(content: bytes) -> str:
    """Of what a file held: its SHA-256."""
    return hashlib.sha256(content).hexdigest()


class _Edit(QUndoCommand):
    """One change: the whole chains before and after it, which share all that is equal, and the level it was made at."""

    def __init__(self, document: Document, label: str, old: Chain, new: Chain, key: Hashable) -> None:
        super().__init__(label)
        self._document = document
        self._level = document.level
        self._old = old
        self._new = new
        self._key = key
        self._folder = document.folder
        """What the paths in both chains are meant from."""
        self._at = time.monotonic()
        self._is_new = True

    def redo(self) -> None:
        self._rebase()
        self._document._show(self._new, self._level, is_new=self._is_new)
        self._is_new = False

    def undo(self) -> None:
        self._rebase()
        self._document._show(self._old, self._level)

    def _rebase(self) -> None:
        """The file may lie elsewhere by now: paths mean the same files as when the step was made."""
        old, new, catalog = self._folder, self._document.folder, self._document.catalog
        if old != new:
            self._old, self._new = (paths_rebased(chain, catalog, old, new) for chain in (self._old, self._new))
            self._folder = new

    def id(self) -> int:
        return 1 if self._key is not None else -1

    def mergeWith(self, other: QUndoCommand) -> bool:
        """Typing in one field is one step as long as the person does not pause."""
        assert isinstance(other, _Edit)
        if (other._key, other._folder) != (self._key, self._folder) or other._at - self._at > MERGE_WITHIN_S:
            return False
        self._new, self._at = other._new, other._at
        return True


class Document(QObject):
    """A chain that is being edited, and the file it belongs to.

    `chain` is what is shown and edited: the whole chain, or a sub-chain that was opened in it; `root` is always
    the whole. `level` names the nodes that were opened, one inside the other.
    """

    changed = Signal(object)
    """A `Change` of `chain`, after every edit, undo and redo."""
    level_changed = Signal()
    """Another part of the same chain is shown."""
    reset = Signal()
    """Another chain altogether."""
    path_changed = Signal()
    modified_changed = Signal()
    """`modified` may be another: by an edit, or by what happened to the file."""

    def __init__(self, catalog: Catalog, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.catalog = catalog
        self.chain = self.root = Chain()
        self.level: tuple[str, ...] = ()
        self.path: Path | None = None
        self._title = ""
        self.number = 0
        """Tells one that has no name yet from others; 0 where there is one alone."""
        self._folder: Path | None = None
        self.trusted = True
        self.undo_stack = QUndoStack(self)
        self.undo_stack.cleanChanged.connect(self.modified_changed)
        self._loaded = chain_file.Loaded(self.chain)
        self._on_disk: bytes | None = None

    @property
    def folder(self) -> Path:
        """Relative paths of the chain resolve against this."""
        if self.path is not None:
            return self.path.parent
        return self._folder or Path.home()

    @property
    def name(self) -> str:
        if self.path is not None:
            return self.path.stem
        return self._title or untitled(self.number)

    @property
    def stored(self) -> bytes:
        """What the file held when it was read or written here last."""
        return self._loaded.source

    @property
    def on_disk(self) -> bytes | None:
        """What the file held when it was looked at last; None for no file."""
        return self._on_disk

    @property
    def modified(self) -> bool:
        """Whether something would be lost with this window: the chain is not what the file holds."""
        return not self.undo_stack.isClean() or (self.path is not None and self._on_disk != self.stored)

    def look_at(self, on_disk: bytes | None) -> None:
        """The file was found to hold this, or to be gone (None)."""
        if on_disk != self._on_disk:
            self._on_disk = on_disk
            self.modified_changed.emit()

    def abandon_changes(self) -> None:
        """The person does not want to keep what is not in the file."""
        self._on_disk = self.stored
        self.undo_stack.setClean()
        self.modified_changed.emit()

    def edit(self, label: str, chain: Chain, merge: Hashable = None) -> None:
        """Make `chain` the present one as one undoable step; steps with an equal `merge` in a row become one."""
        chain = decor.tidied(chain)
        if chain is not self.chain:
            whole = edit.with_inner_at(self.root, self.catalog, self.level, chain)
            self.undo_stack.push(_Edit(self, label, self.root, whole, merge and (self.level, merge)))

    def enter(self, node_id: str) -> bool:
        """Show the sub-chain of a node; whether it has one in this document."""
        if not node_id or self.inner_name(node_id) is None:
            return False
        self.show_level((*self.level, node_id))
        return True

    def inner_name(self, node_id: str) -> str | None:
        """The definition that a node runs; None where it runs none of this document."""
        node = self.chain.nodes.get(node_id)
        if node is None or node.inputs.get(nested.FILE):
            return None
        spec, name = self.catalog.of(node), str(node.inputs.get(nested.CHAIN))
        if spec is None or not spec.nests or name not in self.chain.definitions:
            return None
        return name

    def show_level(self, level: Sequence[str]) -> None:
        """Show another part of the chain; the nearest one around it where that is gone."""
        level = tuple(level)
        while True:
            try:
                chain = edit.inner_at(self.root, level)
                break
            except KeyError:
                level = level[:-1]
        if level != self.level:
            self.level, self.chain = level, chain
            self.level_changed.emit()

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

    def show(self, chain: Chain, title: str, folder: Path, *, trusted: bool) -> None:
        """A chain without a file of its own, such as one that ran before; its paths resolve against `folder`."""
        self._start(chain_file.Loaded(chain), None, trusted=trusted, title=title, folder=folder)

    def recover(self, chain: Chain, path: Path | None, base: str, *, trusted: bool, folder: Path | None = None) -> None:
        """Show a chain saved for recovery, as unsaved work on `path`, or without a file and with paths from `folder`.

        `base` is the `fingerprint` of what the file held then: where it holds something else by now, saving asks.
        """
        loaded = chain_file.Loaded(Chain())
        if path is not None and path.exists():
            loaded = chain_file.load(path)
        self._start(loaded, path, trusted=trusted, folder=folder)
        if fingerprint(loaded.source) != base:
            self._loaded = chain_file.Loaded(loaded.chain)
        self.edit(tr("Recover"), _arranged(chain, self.catalog))  # at the outermost level, where it starts

    def save(self, path: Path, instead_of: bytes | None = None) -> None:
        """Write the file atomically; another place is no step that is undone.

        Raises `FileChanged` where its own file holds neither what was read or written here last nor `instead_of`, which
        the person has seen and does not want; OSError. Nothing has changed then, here or there.
        """
        if path == self.path:
            self.look_at(content_of(path))
            if self._on_disk not in (None, self.stored, instead_of):
                raise FileChanged(self._on_disk or b"")
        root = self.root
        if path.parent != self.folder:
            root = paths_rebased(root, self.catalog, self.folder, path.parent)
        content = self._loaded.bytes_for(root)
        chain_file.write_atomically(path, content)
        self._loaded, self._on_disk = chain_file.Loaded(root, content), content
        self.path = path
        if root is not self.root:
            self._show(root, self.level)
        self.undo_stack.setClean()
        self.path_changed.emit()
        self.modified_changed.emit()

    def _start(
        self,
        loaded: chain_file.Loaded,
        path: Path | None,
        *,
        trusted: bool,
        title: str = "",
        folder: Path | None = None,
    ) -> None:
        self.chain = self.root = _arranged(loaded.chain, self.catalog)
        self.level = ()
        # places that the file does not give are no change a person made
        self._loaded = chain_file.Loaded(self.chain, loaded.source)
        self._on_disk = loaded.source if loaded.source or path is None else None
        self.path, self._title, self._folder = path, title, folder
        self.trusted = trusted
        self.undo_stack.clear()
        self.reset.emit()
        self.path_changed.emit()

    def _show(self, root: Chain, level: tuple[str, ...], *, is_new: bool = False) -> None:
        """Take a chain over, and show the level at which it differs from the one before."""
        self.show_level(level)
        self.root, previous = root, self.chain
        self.chain = edit.inner_at(root, self.level)
        change = difference(previous, self.chain)
        change.is_new = is_new
        self.changed.emit(change)
