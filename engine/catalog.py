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
Translate = Callable[[str], str]


@dataclass(frozen=True)
class Port:
    """One input or output of a tool."""

    name: str
    schema: JsonSchema
    required: bool = True
    translate: Translate = str
    """Puts the texts for people into their language."""

    @property
    def title(self) -> str:
        return self.translate(str(self.schema.get("title") or self.name.replace("_", " ").capitalize()))

    @property
    def description(self) -> str:
        return self.translate(str(self.schema.get("description", "")))

    @property
    def group(self) -> str:
        """The heading that it stands under in the form; empty for none."""
        return self.translate(hints.GROUP.read(self.schema))

    @property
    def default(self) -> Any:
        return self.schema.get("default")

    @cached_property
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
    translate: Translate = str
    """Puts the texts for people into their language."""

    @property
    def name(self) -> str:
        return self.implementation.name

    @property
    def version(self) -> str:
        return self.implementation.version

    @property
    def title(self) -> str:
        return self.translate(self.implementation.title)

    @property
    def category(self) -> str:
        return self.translate(self.implementation.category)

    @property
    def icon(self) -> str:
        return self.implementation.icon

    @property
    def keywords(self) -> tuple[str, ...]:
        if self.translate is str:
            return self.implementation.keywords
        return (*self.implementation.keywords, self.implementation.title.lower())

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
        home: Placement | None = getattr(self.implementation, "home", None)
        if home is not None:
            return home
        return Placement(where="subprocess" if self.isolated else "inline")

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

    @cached_property
    def dynamic(self) -> bool:
        """Whether its ports depend on configuration, or on a sub-chain."""
        return self.nests or self.implementation.ports is not Tool.ports

    @cached_property
    def help(self) -> str:
        """Markdown: the tool's docstring."""
        return self.translate(inspect.cleandoc(self.implementation.__doc__ or ""))

    @property
    def summary(self) -> str:
        """The first sentence of the help."""
        return self.help.split("\n\n", 1)[0].replace("\n", " ")

    @cached_property
    def inputs(self) -> dict[str, Port]:
        """The fixed inputs, in the order of the form."""
        return ports_of(self.implementation.Inputs, self.translate)

    @cached_property
    def outputs(self) -> dict[str, Port]:
        """The fixed outputs."""
        return ports_of(self.implementation.Outputs, self.translate)

    def resolve(self, inputs: Mapping[str, Any], inner: Chain | None = None) -> StoredPorts | None:
        """The ports that these constants, and the sub-chain they name, give beside the fixed ones; None for a
        tool that has only those.

        Raises ValueError with the reason when the configuration makes no sense.
        """
        tool = self.implementation
        try:
            if issubclass(tool, Nesting):
                return StoredPorts() if inner is None else tool.around(inputs, inner)
            if not self.dynamic:
                return None
            models = tool.models(inputs)
        except (TypeError, LookupError, AttributeError) as error:
            raise ValueError(f"it makes no sense: {error}") from error
        inputs_model, outputs_model = models
        return StoredPorts(
            inputs=_schemas_beside(self.inputs, inputs_model), outputs=_schemas_beside(self.outputs, outputs_model)
        )

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
        if node.ports is None or not self.dynamic:
            return self.inputs
        return {**self.inputs, **_stored(node.ports.inputs, self.translate)}

    def outputs_of(self, node: Node) -> dict[str, Port]:
        """All outputs of a node of this tool."""
        outputs = self.outputs
        if node.ports is not None and self.dynamic:
            stored = _stored(node.ports.outputs, self.translate)
            outputs = {**outputs, **stored}
            if self.nests:  # what the sub-chain gives comes before what the node itself has to say
                outputs = {**stored, **self.outputs}
        if node.error_port:
            outputs = {**outputs, ERROR_PORT: replace(ERROR, translate=self.translate)}
        return outputs


def _schemas_beside(static: Mapping[str, Port], model: Any) -> dict[str, JsonSchema]:
    """The ports of a model that are not among the fixed ones."""
    return {port.name: port.schema for port in ports_of(model).values() if port.name not in static}


def _stored(schemas: Mapping[str, JsonSchema], translate: Translate = str) -> dict[str, Port]:
    return {name: Port(name, schema, "default" not in schema, translate) for name, schema in schemas.items()}


def ports_of(model: Any, translate: Translate = str) -> dict[str, Port]:
    """The fields of a pydantic model as ports, each schema complete in itself."""
    schema = model.model_json_schema()
    return {
        name: Port(name, _inlined(schema["properties"][name], schema.get("$defs", {})), info.is_required(), translate)
        for name, info in model.model_fields.items()
    }


def _inlined(schema: Any, defs: JsonSchema, ancestors: tuple[str, ...] = ()) -> Any:
    """The schema with its references replaced by what they mean; a recursive one becomes anything.

    `ancestors` are the definitions that it stands in.
    """
    if isinstance(schema, list):
        return [_inlined(item, defs, ancestors) for item in schema]
    if not isinstance(schema, dict):
        return schema
    if "$ref" in schema:
        name = str(schema["$ref"]).rsplit("/", 1)[-1]
        siblings = {key: value for key, value in schema.items() if key != "$ref"}
        if name in ancestors:
            return siblings
        return {**_inlined(defs.get(name, {}), defs, (*ancestors, name)), **siblings}
    inlined = {}
    for key, value in schema.items():
        # these are values, which may look like schemas
        inlined[key] = value if key in ("default", "examples") else _inlined(value, defs, ancestors)
    return inlined


class Catalog:
    """Tools by name and major version. `problems` lists what could not be loaded, and why."""

    def __init__(self, specs: Iterable[ToolSpec] = ()) -> None:
        self._specs: dict[tuple[str, str], ToolSpec] = {}
        self.problems: list[str] = []
        self.translate: Translate = str
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
        specs = (spec for spec in self._specs.values() if spec.name == name)
        return max(specs, key=lambda spec: int(spec.version.partition(".")[0]), default=None)

    def of(self, node: Node) -> ToolSpec | None:
        """The tool that serves this node."""
        return self._specs.get((node.tool, node.version.partition(".")[0]))

    def translated(self, translate: Translate) -> Catalog:
        """The same tools with titles, helps and categories as `translate` puts them."""
        catalog = Catalog(replace(spec, translate=translate) for spec in self._specs.values())
        catalog.problems, catalog.translate = self.problems, translate
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
