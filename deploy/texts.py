"""Finds the texts that the engine and the tools report to people.

A text is a literal with words in it; within `mark`, which is for nothing else, one word is enough. It is for people
where it stands in a `raise` or in a call that makes an exception, where the parameter or field that takes it is
declared as `nodes.sdk.texts.Reported`, and where it is wrapped in `nodes.sdk.texts.mark`.
Calls are resolved to the objects that they name, never judged by their spelling.
"""

from __future__ import annotations

import ast
import builtins
import importlib
import inspect
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FunctionType, ModuleType
from typing import ForwardRef, NamedTuple

from nodes.sdk.texts import Reported, mark

ROOT = Path(__file__).parent.parent
FOR_PROGRAMS = (
    "engine/chain/picture.py",
    "engine/executors/docker/conformance.py",  # speaks to authors of images, in the terminal
    "engine/images/registry.py",
    "engine/run/history/migrations",
    "nodes/images/llm/model.py",
    "nodes/sdk/serve/__main__.py",
    "nodes/sdk/serve/app.py",
    "nodes/sdk/serve/openapi.py",
)
"""Modules whose texts no window shows."""
_Function = ast.FunctionDef | ast.AsyncFunctionDef
_Assignment = ast.Assign | ast.AnnAssign | ast.AugAssign


class Text(NamedTuple):
    """A literal for people; the values that are filled in are numbered gaps."""

    template: str
    path: Path
    line: int


def reported(root: Path = ROOT) -> list[Text]:
    """All of them, in the order of files and lines."""
    return [text for module in _modules(root) for text in module.reported]


def unmarked(root: Path = ROOT) -> list[Text]:
    """Literals that reach people by a variable or by a function's result, where `reported` does not see them."""
    modules = _modules(root)
    called = set().union(*(module.called for module in modules))
    return [text for module in modules for text in (*module.assigned, *module.returned_by(called))]


def _modules(root: Path) -> list[ModuleTexts]:
    silent = [root / name for name in FOR_PROGRAMS]
    files = (*sorted(root.glob("engine/**/*.py")), *sorted(root.glob("nodes/**/*.py")))
    return [ModuleTexts(path, root) for path in files if not any(path.is_relative_to(excluded) for excluded in silent)]


def _template(node: ast.AST, fewest_words: int = 2) -> str:
    """A literal with its gaps numbered; empty for anything else and for what holds no two words."""
    if isinstance(node, ast.JoinedStr):
        gaps = iter(range(len(node.values)))
        text = "".join(str(p.value) if isinstance(p, ast.Constant) else f"{{{next(gaps)}}}" for p in node.values)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        text = node.value
    else:
        return ""
    if (" " not in text and fewest_words > 1) or not re.search("[A-Za-z]{2}", re.sub(r"\{\d+\}", "", text)):
        return ""
    return text


class ModuleTexts(ast.NodeVisitor):
    """One file, read once: which of its texts are for people."""

    def __init__(self, path: Path, root: Path) -> None:
        self.reported: list[Text] = []
        self.assigned: list[Text] = []
        """Texts that are put into a variable first, and not marked."""
        self.called: set[object] = set()
        """Functions whose results are for people."""
        self._path = path.relative_to(root)
        self._globals = vars(importlib.import_module(".".join(self._path.with_suffix("").parts)))
        tree = ast.parse(path.read_text("utf-8"))
        self._imports = {
            alias.asname or alias.name: (node.module, alias.name)
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom) and node.module
            for alias in node.names
        }
        self._definitions: list[tuple[object, _Function]] = []
        self._functions: list[_Function] = []  # that enclose the node at hand, as do the classes
        self._nested: list[dict[str, _Function]] = []
        self._classes: list[object] = []
        self._for_people = False
        self.visit(tree)

    def returned_by(self, functions: set[object]) -> Iterator[Text]:
        """The unmarked literals that those of `functions` return that are defined here."""
        for function, definition in self._definitions:
            if function in functions:
                for statement in ast.walk(definition):
                    if isinstance(statement, ast.Return):
                        yield from self._literals(statement.value)

    @contextmanager
    def _reading(self, for_people: bool) -> Iterator[None]:
        outer, self._for_people = self._for_people, for_people
        yield
        self._for_people = outer

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self._classes.append(self._globals.get(node.name))
        with self._reading(False):
            self.generic_visit(node)
        self._classes.pop()

    def visit_FunctionDef(self, node: _Function) -> None:
        self._definitions.append((self._defined(node), node))
        self._functions.append(node)
        self._nested.append({n.name: n for n in ast.walk(node) if isinstance(n, _Function) and n is not node})
        with self._reading(False):
            self.generic_visit(node)
        self._functions.pop()
        self._nested.pop()

    def _defined(self, node: _Function) -> object:
        """The function that a definition makes; for one inside of another the definition stands for it."""
        if self._functions:
            return node
        if self._classes:
            return getattr(self._classes[-1], node.name, None)
        return self._globals.get(node.name)

    def visit_AsyncFunctionDef(self, node: ast.AsyncFunctionDef) -> None:
        self.visit_FunctionDef(node)

    def visit_Raise(self, node: ast.Raise) -> None:
        with self._reading(True):
            self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        called = self._resolve(node.func)
        if called is mark and isinstance(node.args[0], ast.Constant):
            if template := _template(node.args[0], fewest_words=1):
                self.reported.append(Text(template, self._path, node.lineno))
            return
        if called is mark or self._makes_exception(node.func):
            with self._reading(True):
                self.generic_visit(node)
            return
        if self._for_people and isinstance(called, FunctionType | _Function):
            self.called.add(called)
        positions, keywords = self._declared(called, bound=isinstance(node.func, ast.Attribute))
        self.visit(node.func)
        for position, argument in enumerate(node.args):
            with self._reading(self._for_people or position in positions):
                self.visit(argument)
        for keyword in node.keywords:
            with self._reading(self._for_people or keyword.arg in keywords):
                self.visit(keyword.value)

    def visit_Name(self, node: ast.Name) -> None:
        """What the same function assigns to it goes to people, too."""
        if self._for_people and self._functions:
            for statement in ast.walk(self._functions[-1]):
                if isinstance(statement, _Assignment) and _assigns(statement, node.id):
                    self.assigned += self._literals(statement.value)

    def visit_Attribute(self, node: ast.Attribute) -> None:
        """What a property gives goes to people, too."""
        if self._for_people and isinstance(resolved := self._resolve(node), property):
            self.called.add(resolved)
        self.generic_visit(node)

    def visit_JoinedStr(self, node: ast.JoinedStr) -> None:
        self.visit_Constant(node)
        for value in node.values:
            if isinstance(value, ast.FormattedValue):
                self.visit(value.value)

    def visit_Constant(self, node: ast.Constant | ast.JoinedStr) -> None:
        if self._for_people and (template := _template(node)):
            self.reported.append(Text(template, self._path, node.lineno))

    def _literals(self, value: ast.AST | None) -> Iterator[Text]:
        """The literals that a value consists of. A call is none of them: it marks, or makes something else."""
        if value is None or isinstance(value, ast.Call | ast.Subscript | ast.Compare):
            return
        if template := _template(value):
            yield Text(template, self._path, getattr(value, "lineno", 0))
        if not isinstance(value, ast.JoinedStr):
            for child in ast.iter_child_nodes(value):
                yield from self._literals(child)

    def _resolve(self, node: ast.expr | None) -> object:
        """What an expression names: an object of the program, the definition of a nested function, or None."""
        if isinstance(node, ast.Attribute):
            owner = self._owner(node.value)
            if isinstance(owner, type | ModuleType):
                return getattr(owner, node.attr, None)
        if not isinstance(node, ast.Name):
            return None
        for nested in reversed(self._nested):
            if node.id in nested:
                return nested[node.id]
        if node.id in self._globals:
            return self._globals[node.id]
        if node.id in self._imports:  # in a function, or for type checkers only
            home, name = self._imports[node.id]
            return getattr(importlib.import_module(home), name, None)
        return getattr(builtins, node.id, None)

    def _owner(self, node: ast.expr) -> object:
        """The class or module that an attribute is looked up in."""
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "super":
            return self._classes[-1]
        if isinstance(node, ast.Name):
            if node.id == "self" and self._classes:
                return self._classes[-1]
            for function in reversed(self._functions):
                for argument in _arguments(function):
                    if argument.arg == node.id:
                        return self._resolve(argument.annotation)
        return self._resolve(node)

    def _makes_exception(self, function: ast.expr) -> bool:
        owner = self._resolve(function)
        if isinstance(function, ast.Attribute) and function.attr == "__init__":
            owner = self._owner(function.value)
        return isinstance(owner, type) and issubclass(owner, BaseException)

    def _declared(self, called: object, *, bound: bool) -> tuple[set[int], set[str]]:
        """Positions and names of the parameters that are declared as taking a text for people."""
        if isinstance(called, _Function):
            names = [argument.arg for argument in (*called.args.posonlyargs, *called.args.args)]
            speaking = {a.arg for a in _arguments(called) if self._resolve(a.annotation) is Reported}
        elif isinstance(called, type | FunctionType):
            parameters = _parameters(called)
            names = [p.name for p in parameters if p.kind is not p.KEYWORD_ONLY]
            if bound and names[:1] == ["self"]:
                names.pop(0)
            speaking = {p.name for p in parameters if _evaluated(p.annotation, called.__module__) is Reported}
        else:
            return set(), set()
        return {names.index(name) for name in speaking if name in names}, speaking


def _arguments(function: _Function) -> list[ast.arg]:
    return [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]


def _assigns(statement: _Assignment, name: str) -> bool:
    targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
    return any(isinstance(n, ast.Name) and n.id == name for target in targets for n in ast.walk(target))


def _parameters(called: type | FunctionType) -> list[inspect.Parameter]:
    try:
        return list(inspect.signature(called).parameters.values())
    except ValueError:  # written in C
        return []


def _evaluated(annotation: object, module: str) -> object:
    if isinstance(annotation, ForwardRef):
        annotation = annotation.__forward_arg__
    if isinstance(annotation, str):
        return vars(sys.modules[module]).get(annotation)
    return annotation
