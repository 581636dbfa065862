"""The catalog: every tool known here, by name and version, and what the canvas needs to know of it."""

from __future__ import annotations

import inspect
import logging
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from types import ModuleType
from typing import Any

from engine.chain.model import ERROR_PORT, Chain, JsonSchema, Node, Placement, StoredPorts
from engine.chain.types import PortType, type_of
from engine.flow.nesting import FlowTool, Nesting
from nodes.sdk import hints
from nodes.sdk.texts import Reported
from nodes.sdk.tools import Effect, Tool, tools_in

STANDARD_PACKAGE = "iceos"
log = logging.getLogger(__name__)
Say = Callable[[str], str]


@dataclass(frozen=True)
class Port:
    """One input or output of a tool."""

    name: str
    schema: JsonSchema
    required: bool = True
    say: Say = str
    """Puts the texts for people into their language."""

    @property
    def title(self) -> str:
        return self.say(str(self.schema.get("title") or self.name.replace("_", " ").capitalize()))

    @property
    def description(self) -> str:
        return self.say(str(self.schema.get("description", "")))

    @property
    def group(self) -> str:
        """The heading that it stands under in the form; empty for none."""
        return self.say(hints.GROUP.read(self.schema))

    @property
    def default(self) -> Any:
        return self.schema.get("default")

    @property
    def config(self) -> bool:
        """Form only: nothing can be wired to it."""
        return hints.FORM_ONLY.read(self.schema) or self.type.kind == "secret"

    @cached_property
    def type(self) -> PortType:
        return type_of(self.schema)

    @property
    def is_path(self) -> bool:
        """Whether its constants are paths, which resolve against the chain's own folder."""
        schema = self.schema.get("items", self.schema)
        options = schema.get("anyOf", (schema,))
        return any(str(option.get("format", "")).endswith("path") for option in options)


ERROR = Port(
    ERROR_PORT,
    {
        "type": "object",
        "title": "Error",
        "description": "What went wrong, when it went wrong: node, reason, remedy, port.",
        "additionalProperties": {"type": "string"},
    },
)


@dataclass(frozen=True, eq=False)
class ToolSpec:
    """A tool as the canvas, the validation and the command line see it."""

    implementation: type[Tool]
    source: str = ""
    say: Say = str
    """Puts the texts for people into their language."""

    @property
    def name(self) -> str:
        return self.implementation.name

    @property
    def version(self) -> str:
        return self.implementation.version

    @property
    def title(self) -> str:
        return self.say(self.implementation.title)

    @property
    def category(self) -> str:
        return self.say(self.implementation.category)

    @property
    def icon(self) -> str:
        return self.implementation.icon

    @property
    def keywords(self) -> tuple[str, ...]:
        own = self.implementation
        return own.keywords if self.say is str else (*own.keywords, own.title.lower())

    @property
    def effects(self) -> frozenset[Effect]:
        return self.implementation.effects

    @property
    def isolated(self) -> bool:
        """Whether it runs in a process of its own unless its node says otherwise."""
        return self.implementation.isolated

    @cached_property
    def home(self) -> Placement:
        """Where it runs unless its node says otherwise."""
        own = getattr(self.implementation, "home", None)
        return own if own is not None else Placement(where="subprocess" if self.isolated else "inline")

    @property
    def standard(self) -> bool:
        """Whether the image of the standard tools has it, too."""
        return self.source == STANDARD_PACKAGE and not self.flow

    @cached_property
    def flow(self) -> bool:
        """Whether it is control flow, which only the scheduler itself can run."""
        return issubclass(self.implementation, FlowTool)

    @cached_property
    def nests(self) -> bool:
        """Whether a node of it runs a sub-chain."""
        return issubclass(self.implementation, Nesting)

    @property
    def dynamic(self) -> bool:
        """Whether its ports depend on configuration, or on a sub-chain."""
        return self.nests or self.implementation.ports is not Tool.ports

    @cached_property
    def help(self) -> str:
        """Markdown: the tool's docstring."""
        return self.say(inspect.cleandoc(self.implementation.__doc__ or ""))

    @property
    def summary(self) -> str:
        """The first sentence of the help."""
        return self.help.split("\n\n", 1)[0].replace("\n", " ")

    @cached_property
    def inputs(self) -> dict[str, Port]:
        """The fixed inputs, in the order of the form."""
        return ports_of(self.implementation.Inputs, self.say)

    @cached_property
    def outputs(self) -> dict[str, Port]:
        """The fixed outputs."""
        return ports_of(self.implementation.Outputs, self.say)

    def resolve(self, inputs: Mapping[str, Any], inner: Chain | None = None) -> StoredPorts | None:
        """The ports that these constants, and the sub-chain they name, give beside the fixed ones; None for a
        tool that has only those.

        Raises ValueError with the reason when the configuration makes no sense.
        """
        tool = self.implementation
        try:
            if issubclass(tool, Nesting):
                return tool.around(inputs, inner) if inner is not None else StoredPorts()
            if not self.dynamic:
                return None
            models = tool.models(inputs)
        except (TypeError, LookupError, AttributeError) as error:
            raise ValueError(f"it makes no sense: {error}") from error
        extra = (ports_of(model).values() for model in models)
        into, out = (
            {p.name: p.schema for p in ports if p.name not in fixed}
            for ports, fixed in zip(extra, (self.inputs, self.outputs), strict=True)
        )
        return StoredPorts(inputs=into, outputs=out)

    @cached_property
    def _fixed_paths(self) -> tuple[str, ...]:
        return tuple(name for name, port in self.inputs.items() if port.is_path)

    def paths_of(self, node: Node) -> tuple[str, ...]:
        """Names of the inputs whose constants are paths."""
        if not self.dynamic or node.ports is None:
            return self._fixed_paths
        return (*self._fixed_paths, *(n for n, port in _stored(node.ports.inputs).items() if port.is_path))

    def inputs_of(self, node: Node) -> dict[str, Port]:
        """All inputs of a node of this tool: the fixed ones and those its configuration gave."""
        return {**self.inputs, **_stored(node.ports.inputs, self.say)} if node.ports and self.dynamic else self.inputs

    def outputs_of(self, node: Node) -> dict[str, Port]:
        """All outputs of a node of this tool."""
        outputs = self.outputs
        if node.ports and self.dynamic:
            stored = _stored(node.ports.outputs, self.say)
            outputs = {**stored, **outputs} if self.nests else {**outputs, **stored}
        return {**outputs, ERROR_PORT: replace(ERROR, say=self.say)} if node.error_port else outputs


def _stored(schemas: Mapping[str, JsonSchema], say: Say = str) -> dict[str, Port]:
    return {name: Port(name, schema, "default" not in schema, say) for name, schema in schemas.items()}


def ports_of(model: Any, say: Say = str) -> dict[str, Port]:
    """The fields of a pydantic model as ports, each schema complete in itself."""
    schema = model.model_json_schema()
    return {
        name: Port(name, _inlined(schema["properties"][name], schema.get("$defs", {})), info.is_required(), say)
        for name, info in model.model_fields.items()
    }


def _inlined(schema: Any, defs: JsonSchema, inside: tuple[str, ...] = ()) -> Any:
    """The schema with its references replaced by what they mean; a recursive one becomes anything."""
    if isinstance(schema, list):
        return [_inlined(item, defs, inside) for item in schema]
    if not isinstance(schema, dict):
        return schema
    if "$ref" in schema:
        name = str(schema["$ref"]).rsplit("/", 1)[-1]
        beside = {key: value for key, value in schema.items() if key != "$ref"}
        if name in inside:
            return beside
        return {**_inlined(defs.get(name, {}), defs, (*inside, name)), **beside}
    return {
        key: value if key in ("default", "examples") else _inlined(value, defs, inside) for key, value in schema.items()
    }


class Catalog:
    """Tools by name and major version. `problems` lists what could not be loaded, and why."""

    def __init__(self, specs: Iterable[ToolSpec] = ()) -> None:
        self._specs: dict[tuple[str, str], ToolSpec] = {}
        self.problems: list[str] = []
        self.say: Say = str
        for spec in specs:
            self.add(spec)

    def add(self, spec: ToolSpec) -> None:
        """Add a tool; of one major version the last one added wins."""
        self._specs[spec.name, spec.version.partition(".")[0]] = spec

    def find(self, name: str, version: str) -> ToolSpec | None:
        """The tool that serves a node of this version: the one of the same major number."""
        return self._specs.get((name, version.partition(".")[0]))

    def newest(self, name: str) -> ToolSpec | None:
        """The tool of this name with the highest major number."""
        found = [spec for (known, _), spec in self._specs.items() if known == name]
        return max(found, key=lambda spec: int(spec.version.partition(".")[0]), default=None)

    def of(self, node: Node) -> ToolSpec | None:
        return self.find(node.tool, node.version)

    def spoken(self, say: Say) -> Catalog:
        """The same tools with titles, helps and categories as `say` puts them."""
        catalog = Catalog(replace(spec, say=say) for spec in self._specs.values())
        catalog.problems, catalog.say = self.problems, say
        return catalog

    def __iter__(self) -> Iterator[ToolSpec]:
        return iter(sorted(self._specs.values(), key=lambda spec: (spec.category, spec.title)))

    def __len__(self) -> int:
        return len(self._specs)

    def add_module(self, module: ModuleType, source: str) -> None:
        """Add every tool that the module, or package, offers by a public name."""
        for tool in tools_in(module):
            self.add(ToolSpec(tool, source))

    def add_problem(self, problem: Reported) -> None:
        """Keep in mind what could not be loaded, and why."""
        log.warning(problem)
        self.problems.append(problem)
