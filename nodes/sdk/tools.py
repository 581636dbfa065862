"""What a tool is: a name, a semantic version, typed inputs and outputs, and `run`."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any, ClassVar, Literal, TypeVar, get_type_hints

from pydantic import BaseModel, ConfigDict, Field, create_model

from nodes.sdk.context import Context

Effect = Literal["code", "network", "read", "write"]
"""What a tool can do to the world: run a person's code, reach a host, read or write files outside the run.

A chain from elsewhere names the effects of its tools before its first run, and a server allows them or not.
"""

_NAME = re.compile(r"[a-z][a-z0-9_-]*([./][a-zA-Z0-9_-]+)+")
_VERSION = re.compile(r"\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?")
F = TypeVar("F", bound=Callable[..., Any])


class Fields(BaseModel):
    """Base of `Inputs` and `Outputs`: a pydantic model, in which each field is a port or a field of the form.

    A field without a default must be set or wired. `pydantic.Field` gives it a title, a description and limits, the
    hints below say how it is edited. Fields that are not declared are refused.
    """

    model_config = ConfigDict(extra="forbid", arbitrary_types_allowed=True, defer_build=True)


@dataclass(frozen=True, slots=True)
class Ports:
    """Ports that depend on configuration, beside the fixed ones.

    Attributes:
        inputs: Type by name; any type that pydantic knows, or a pair of it and a `pydantic.Field` for a title or a
            default.
        outputs: The same of outputs.
    """

    inputs: Mapping[str, Any] = field(default_factory=dict)
    outputs: Mapping[str, Any] = field(default_factory=dict)


class Tool:
    """A unit of work. All outside effects happen inside `run` and nowhere else.

    The docstring of the class is the help text (Markdown). A subclass without a `name` is no tool: a base for some.
    A name or a version that is not well formed raises TypeError when the class is made.
    """

    name: ClassVar[str]
    """The name in chains, such as ``tables.filter``: lower case, with a dot or slash after the package's own name."""
    version: ClassVar[str] = "1.0.0"
    """A semantic version. Chains of an older major version are offered an update (see `upgrade`)."""
    title: ClassVar[str] = ""
    """What people read; made of the name where it is empty."""
    category: ClassVar[str] = "Other"
    """The heading under which it stands in the list of tools."""
    icon: ClassVar[str] = "box"
    """The name of a Lucide icon in ``resources/icons``."""
    keywords: ClassVar[tuple[str, ...]] = ()
    """Further words by which a search finds it."""
    deterministic: ClassVar[bool] = False
    """Equal inputs give equal outputs, so a result may be taken from the cache."""
    isolated: ClassVar[bool] = False
    """May hold on to the interpreter: wants a process of its own."""
    effects: ClassVar[frozenset[Effect]] = frozenset()
    """What it can do to the world; empty for one that only computes."""

    Inputs: ClassVar[type[BaseModel]] = Fields
    """The model of the inputs."""
    Outputs: ClassVar[type[BaseModel]] = Fields
    """The model of the outputs."""

    @staticmethod
    def ports(config: Mapping[str, Any]) -> Ports | None:
        """Override it with a pure function of the constants when ports depend on configuration.

        Args:
            config: Constants by name, with defaults filled in.

        Returns:
            The ports beside those of `Inputs` and `Outputs`, or None for none.

        Raises:
            ValueError: The configuration makes no sense; the text is shown at the node.
        """
        return None

    def run(self, inputs: Any, ctx: Any) -> Any:
        """Do the work. A coroutine runs on the engine's loop and must not block it, a plain function in a thread.

        Args:
            inputs: An `Inputs` with all values, checked.
            ctx: The `Context`: progress, log, new files, and whether to stop.

        Returns:
            An `Outputs`, or a dict that becomes one. An output that is `NOT_GIVEN` skips what needs it.

        Raises:
            ToolError: The work failed; the text is for the person who reads the node.
            InputProblem: One input is at fault; the canvas points at that port.
            Cancelled: The run was stopped; `Context.check_cancelled` raises it.
        """
        raise NotImplementedError

    @classmethod
    def repeatable(cls, inputs: Mapping[str, Any]) -> bool:
        """Whether these inputs give the same outputs again. Override it where that depends on them.

        Args:
            inputs: All values by name.
        """
        return cls.deterministic

    @classmethod
    def also_reads(cls, inputs: Mapping[str, Any]) -> Sequence[Path]:
        """Which files it reads that its inputs do not name one by one, such as those that a pattern finds.

        They count as its inputs do: it runs again where one of them has changed.

        Args:
            inputs: All values by name, paths resolved.

        Raises:
            ToolError: There is no saying which.
            OSError: The disk does not say.
        """
        return ()

    @classmethod
    def foresee(cls, inputs: Mapping[str, Any], columns: Mapping[str, list[str]]) -> dict[str, list[str]]:
        """Say which columns output tables will have, as far as that is known before the tool runs.

        It must be quick, and may read the head of a file, but do nothing else to the world.

        Args:
            inputs: Constants by name, paths resolved.
            columns: Names of columns by input, for the tables of which they are known.

        Returns:
            Names of columns by output.
        """
        return {}

    @classmethod
    def upgrade(cls, inputs: dict[str, Any], from_version: str) -> dict[str, Any]:
        """Turn the constants of a node of an older major version into what this version wants.

        Args:
            inputs: The constants as they are stored.
            from_version: The version that stored them.

        Returns:
            The constants for this version.
        """
        return inputs

    @classmethod
    def models(cls, config: Mapping[str, Any]) -> tuple[type[BaseModel], type[BaseModel]]:
        """Make the input and output models of a node with this configuration.

        Args:
            config: Constants by name; what it leaves out has its default.

        Raises:
            ValueError: The configuration makes no sense.
        """
        if cls.ports is Tool.ports:
            return cls.Inputs, cls.Outputs
        defaults = {
            name: info.get_default() for name, info in cls.Inputs.model_fields.items() if not info.is_required()
        }
        extra = cls.ports({**defaults, **config})
        if extra is None:
            return cls.Inputs, cls.Outputs
        return _extended(cls.Inputs, extra.inputs, ...), _extended(cls.Outputs, extra.outputs, ...)

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if "name" not in cls.__dict__:
            return
        if not _NAME.fullmatch(cls.name):
            raise TypeError(f"{cls.__qualname__}: the name {cls.name!r} must look like 'tables.filter'")
        if not _VERSION.fullmatch(cls.version):
            raise TypeError(f"{cls.__qualname__}: the version {cls.version!r} must look like '1.0.0'")
        cls.title = cls.__dict__.get("title") or cls.name.rsplit(".", 1)[-1].replace("_", " ").capitalize()


def tools_in(module: ModuleType) -> Iterator[type[Tool]]:
    """Find every tool that a module, or package, offers by a public name.

    Args:
        module: The module; tools that it only imports from elsewhere are left out.
    """
    for name, item in vars(module).items():
        if (
            not name.startswith("_")
            and inspect.isclass(item)
            and issubclass(item, Tool)
            and "name" in vars(item)
            and item.__module__.startswith(module.__name__)
        ):
            yield item


def _extended(base: type[BaseModel], extra: Mapping[str, Any], default: Any) -> type[BaseModel]:
    if not extra:
        return base
    for name in extra:
        if not name.isidentifier() or name.startswith("_"):
            raise ValueError(f"{name!r} cannot name a port: use letters, digits and underscores")
        if name in base.model_fields:
            raise ValueError(f"{name!r} is a port already")
    fields: dict[str, Any] = {n: t if isinstance(t, tuple) else (t, default) for n, t in extra.items()}
    model: type[BaseModel] = create_model(base.__name__, __base__=base, **fields)
    return model


def _default_of(parameter: inspect.Parameter) -> Any:
    """A parameter's default as pydantic takes it."""
    if parameter.default is inspect.Parameter.empty:
        return ...
    return parameter.default


def tool(
    name: str,
    *,
    version: str = "1.0.0",
    title: str = "",
    category: str = "Other",
    icon: str = "box",
    keywords: tuple[str, ...] = (),
    deterministic: bool = False,
    isolated: bool = False,
    effects: frozenset[Effect] = frozenset(),
) -> Callable[[F], type[Tool]]:
    """Make a tool of a typed function.

    Its parameters are the inputs; a parameter called `ctx` receives the `Context`. What it returns is the output
    ``result``, or one output a field when it returns a `Fields`. Its docstring is the help text.

    Args:
        name: The name in chains, such as ``mine.sample``.
        version: A semantic version.
        title: What people read; made of the name where it is empty.
        category: The heading under which it stands in the list of tools.
        icon: The name of a Lucide icon.
        keywords: Further words by which a search finds it.
        deterministic: Equal inputs give equal outputs, so a result may be taken from the cache.
        isolated: It may hold on to the interpreter: wants a process of its own.
        effects: What it can do to the world; empty for one that only computes.

    Raises:
        TypeError: A parameter or the result has no type, or name or version are not well formed.
    """

    def decorate(function: F) -> type[Tool]:
        hints = get_type_hints(function, include_extras=True)
        parameters = dict(inspect.signature(function).parameters)
        wants_context = parameters.pop("ctx", None) is not None
        missing = [n for n in parameters if n not in hints]
        if missing or "return" not in hints:
            raise TypeError(f"{name}: give a type to {', '.join(missing) or 'what the function returns'}")
        inputs: dict[str, Any] = {n: (hints[n], _default_of(p)) for n, p in parameters.items()}
        outputs = hints["return"]
        is_record = isinstance(outputs, type) and issubclass(outputs, Fields)
        if not is_record:
            outputs = create_model("Outputs", __base__=Fields, result=(outputs, Field(...)))

        def arguments(values: BaseModel, ctx: Context) -> dict[str, Any]:
            named = {n: getattr(values, n) for n in parameters}
            if wants_context:
                named["ctx"] = ctx
            return named

        def as_outputs(returned: Any) -> Any:
            return returned if is_record else {"result": returned}

        if inspect.iscoroutinefunction(function):

            async def run(self: Tool, values: BaseModel, ctx: Context) -> Any:
                return as_outputs(await function(**arguments(values, ctx)))
        else:

            def run(self: Tool, values: BaseModel, ctx: Context) -> Any:  # type: ignore[misc]  # both are valid runs
                return as_outputs(function(**arguments(values, ctx)))

        return type(
            function.__name__,
            (Tool,),
            {
                "__doc__": function.__doc__,
                "__module__": function.__module__,
                "name": name,
                "version": version,
                "title": title,
                "category": category,
                "icon": icon,
                "keywords": keywords,
                "deterministic": deterministic,
                "isolated": isolated,
                "effects": effects,
                "Inputs": create_model("Inputs", __base__=Fields, **inputs),
                "Outputs": outputs,
                "run": run,
            },
        )

    return decorate
