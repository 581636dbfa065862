"""Figures of the house: import circles, folders that need each other, names, conditions, branches.

`make house` prints them; with ``--check`` (part of `make lint`) a figure beyond its limit fails. With paths only those
files are looked at, and each finding of names, conditions and branches is listed: for cleaning up one room.
"""

from __future__ import annotations

import argparse
import ast
import io
import sys
import tokenize
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path

import networkx as nx

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("app", "canvas", "engine", "nodes")
ROOMS = (*PACKAGES, "deploy", "benchmarks", "docs")

_FILL = """
    told tell tells made make found find given give taken take known kept keep said say shown show wanted
    want asked ask around about beside inside into out whole part rest left here there now before after again
    over gone going back through look looked seen words near far fixed place placed where how what who mine
    own others other heard hear sent drawn moved ready
"""
FILL_WORDS = frozenset(_FILL.split())
"""Names that say that something happened to a value, and not what the value is."""
BLANK_WORDS = frozenset(("data", "obj", "val", "tmp", "res", "ret", "thing", "stuff", "info", "x", "y", "z"))
"""Names that say nothing; what geometry calls x, y and z is counted along."""

MOST_FILL_PERCENT = 2.0
MOST_BLANK_PERCENT = 1.0
MOST_CONDITIONALS = 15.0
"""Conditional expressions in 1,000 lines."""
MOST_BRANCHES = 20
MOST_ANY_PERCENT = {"all": 10.1, "engine": 13.8, "nodes": 22.0}
MOST_MUTUAL_FOLDERS = {"engine/run": 0, "app/desktop": 3}

_BRANCHES = (ast.If, ast.For, ast.AsyncFor, ast.While, ast.ExceptHandler, ast.IfExp, ast.BoolOp, ast.comprehension)
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


@dataclass
class Findings:
    """What one pass over some files counted. Places are ``file:line`` with what stands there."""

    lines: int = 0
    bindings: int = 0
    fill: list[str] = field(default_factory=list)
    blank: list[str] = field(default_factory=list)
    conditionals: list[str] = field(default_factory=list)
    nested: list[str] = field(default_factory=list)
    branchy: list[str] = field(default_factory=list)
    annotations: Counter[str] = field(default_factory=Counter)
    untyped: Counter[str] = field(default_factory=Counter)
    """Annotations that hold ``Any``."""


def branches(function: ast.AST) -> int:
    """1 + if, for, while, except, conditional expression, boolean operator, comprehension and case, nested functions
    included.
    """
    return 1 + sum(isinstance(node, (*_BRANCHES, ast.match_case)) for node in ast.walk(function))


def bindings(tree: ast.AST) -> Iterator[tuple[str, int]]:
    """Names that are stored, and arguments, with their lines."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id, node.lineno
        elif isinstance(node, ast.arg):
            yield node.arg, node.lineno


def annotations(tree: ast.AST) -> Iterator[ast.expr]:
    for node in ast.walk(tree):
        if isinstance(node, ast.AnnAssign) or (isinstance(node, ast.arg) and node.annotation is not None):
            yield node.annotation
        elif isinstance(node, _FUNCTIONS) and node.returns is not None:
            yield node.returns


def code_lines(source: str, tree: ast.AST) -> int:
    """Lines with code on them: no blank lines, comments or docstrings."""
    silent = {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER}
    lines: set[int] = set()
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type not in silent:
            lines.update(range(token.start[0], token.end[0] + 1))
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            lines.difference_update(range(node.lineno, (node.end_lineno or node.lineno) + 1))
    return len(lines)


def examine(paths: Sequence[Path]) -> Findings:
    findings = Findings()
    for path in paths:
        source = path.read_text("utf-8")
        tree = ast.parse(source)
        relative = path.relative_to(ROOT)
        scopes = [scope for scope in ("all", relative.parts[0]) if relative.parts[0] in PACKAGES]
        findings.lines += code_lines(source, tree)
        for name, line in bindings(tree):
            findings.bindings += 1
            if name.lstrip("_") in FILL_WORDS:
                findings.fill.append(f"{relative}:{line} {name}")
            elif name.lstrip("_") in BLANK_WORDS:
                findings.blank.append(f"{relative}:{line} {name}")
        for annotation in annotations(tree):
            for scope in scopes:
                findings.annotations[scope] += 1
                findings.untyped[scope] += any(isinstance(n, ast.Name) and n.id == "Any" for n in ast.walk(annotation))
        for node in ast.walk(tree):
            if isinstance(node, ast.IfExp):
                findings.conditionals.append(f"{relative}:{node.lineno}")
                if any(isinstance(inner, ast.IfExp) for inner in ast.walk(node) if inner is not node):
                    findings.nested.append(f"{relative}:{node.lineno}")
            elif isinstance(node, _FUNCTIONS) and branches(node) > MOST_BRANCHES:
                findings.branchy.append(f"{relative}:{node.lineno} {node.name} ({branches(node)})")
    return findings


def imports() -> nx.DiGraph:
    """Who imports whom among the packages' modules, imports for types and inside of functions included."""
    modules = {module_name(path): path for package in PACKAGES for path in (ROOT / package).rglob("*.py")}
    graph = nx.DiGraph()
    graph.add_nodes_from(modules)
    for name, path in modules.items():
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                targets = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                members = [f"{node.module}.{alias.name}" for alias in node.names]
                targets = [member if member in modules else node.module for member in members]
            else:
                continue
            graph.add_edges_from((name, target) for target in targets if target in modules and target != name)
    return graph


def module_name(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def mutual_folders(graph: nx.DiGraph, package: str) -> list[tuple[str, str]]:
    """Pairs of folders right below a package that import each other; its own files count as one folder."""
    prefix = package.replace("/", ".") + "."
    folders = {module: _folder_of(module, package) for module in graph if module.startswith(prefix)}
    arrows = {(folders[a], folders[b]) for a, b in graph.edges if a in folders and b in folders}
    names = sorted(set(folders.values()))
    return [(a, b) for a, b in combinations(names, 2) if (a, b) in arrows and (b, a) in arrows]


def _folder_of(module: str, package: str) -> str:
    name = module.removeprefix(package.replace("/", ".") + ".").split(".")[0]
    return name if (ROOT / package / name).is_dir() else "."


def python_files() -> list[Path]:
    return sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.py"))


def report_rooms(paths: Sequence[Path]) -> None:
    """List what stands in some files."""
    findings = examine(paths)
    lists = {
        "fill words": findings.fill,
        "nested conditional expressions": findings.nested,
        "conditional expressions": findings.conditionals,
        f"more than {MOST_BRANCHES} branches": findings.branchy,
    }
    for title, places in lists.items():
        print(f"{title}: {len(places)}", *places, sep="\n  ")
    per_thousand = 1000 * len(findings.conditionals) / max(findings.lines, 1)
    percent = 100 * len(findings.fill) / max(findings.bindings, 1)
    print(f"fill words {percent:.1f} % of bindings; {per_thousand:.1f} conditional expressions per 1,000 lines")


def report_house() -> bool:
    """Print each figure beside its limit; whether all are within."""
    findings = examine(python_files())
    graph = imports()
    circles = [sorted(circle) for circle in nx.strongly_connected_components(graph) if len(circle) > 1]
    fine = True

    def line(title: str, figure: float, limit: float, places: Sequence[object] = ()) -> None:
        nonlocal fine
        mark = "" if figure <= limit else "   ← over"
        print(f"{title:<58}{figure:8.1f}   at most {limit:g}{mark}")
        if figure > limit:
            fine = False
            print("".join(f"    {finding}\n" for finding in places[:40]), end="")

    line("import circles", len(circles), 0, circles)
    for package, limit in MOST_MUTUAL_FOLDERS.items():
        pairs = mutual_folders(graph, package)
        line(f"folders of {package} that import each other", len(pairs), limit, pairs)
    total = max(findings.bindings, 1)
    line("fill words, % of bindings", 100 * len(findings.fill) / total, MOST_FILL_PERCENT)
    line("blank words, % of bindings", 100 * len(findings.blank) / total, MOST_BLANK_PERCENT)
    for scope, limit in MOST_ANY_PERCENT.items():
        share = 100 * findings.untyped[scope] / max(findings.annotations[scope], 1)
        line(f"annotations with Any, %, {scope}", share, limit)
    per_thousand = 1000 * len(findings.conditionals) / findings.lines
    line("conditional expressions per 1,000 lines of code", per_thousand, MOST_CONDITIONALS)
    line("conditional expressions inside of others", len(findings.nested), 0, findings.nested)
    line(f"functions with more than {MOST_BRANCHES} branches", len(findings.branchy), 0, findings.branchy)
    return fine


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="fail where a figure is over its limit")
    parser.add_argument("paths", nargs="*", type=Path, help="list what stands in these files and folders")
    options = parser.parse_args()
    if options.paths:
        listed = [p.resolve() for p in options.paths]
        report_rooms(sorted({*(f for path in listed for f in path.rglob("*.py")), *filter(Path.is_file, listed)}))
        return 0
    fine = report_house()
    return int(options.check and not fine)


if __name__ == "__main__":
    sys.exit(main())
