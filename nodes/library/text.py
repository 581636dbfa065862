"""Text: templates, find and replace, split."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Annotated, Any, Literal

from pydantic import Field

from nodes.sdk import CONFIG, Code, Context, Fields, Group, InputProblem, Multiline, Ports, Tool
from nodes.sdk.cells import rows_of
from nodes.sdk.kinds import kind_of
from nodes.sdk.patterns import Match, PatternProblem, Replacement, compiled
from nodes.sdk.wire import MAX_BYTES


class Template(Tool):
    """Fill a text with values (Jinja2).

    Name the variables in the form: each becomes an input of the node. Write `{{ name }}` where a value goes;
    a table is a list of rows:

    ```
    {% for row in data[:3] %}{{ row.species }}: {{ row.mass }}
    {% endfor %}
    ```

    Templates run in Jinja2's sandbox: they can compute with what they are given and reach nothing else.
    """

    name = "text.template"
    title = "Template"
    category = "Text"
    icon = "text-quote"
    keywords = ("jinja", "format", "fill", "mustache")
    deterministic = True
    isolated = True  # a loop in a template has no end that anybody could ask for

    class Inputs(Fields):
        variables: Annotated[list[str], CONFIG] = Field(["value"], description="Names of the inputs.")
        template: Annotated[str, Code("jinja")] = Field("{{ value }}", description="The text with its placeholders.")
        missing: Annotated[str, CONFIG, Group("More options")] = Field(
            "", title="For missing values", description="What is printed where a value is missing."
        )

    class Outputs(Fields):
        text: str

    @classmethod
    def repeatable(cls, inputs: Mapping[str, Any]) -> bool:
        """Not with a filter of chance in the template."""
        return not re.search(r"\b(random|lipsum)\b", str(inputs.get("template", "")))

    @staticmethod
    def ports(config: Mapping[str, Any]) -> Ports:
        names = config.get("variables") or []
        if len(set(names)) < len(names):
            raise ValueError("two variables have the same name")
        return Ports(inputs={name: (Any, Field(title=name)) for name in names})

    def run(self, inputs: Inputs, ctx: Context) -> Outputs:
        import jinja2
        from jinja2.sandbox import ImmutableSandboxedEnvironment

        class Environment(ImmutableSandboxedEnvironment):
            def getattr(self, obj: Any, attribute: str) -> Any:
                """Of a record its keys go before the methods that Python's type has: ``row.items`` is a column."""
                return obj[attribute] if isinstance(obj, dict) and attribute in obj else super().getattr(obj, attribute)

            def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
                return kind_of(obj) != "secret" and super().is_safe_attribute(obj, attr, value)

        environment = Environment(
            undefined=jinja2.StrictUndefined,
            autoescape=False,
            finalize=lambda value: inputs.missing if value is None else value,
        )
        values = {name: _readable(getattr(inputs, name)) for name in inputs.variables}
        try:
            return self.Outputs(text=environment.from_string(inputs.template).render(values))
        except jinja2.TemplateSyntaxError as error:
            raise InputProblem("template", f"line {error.lineno}: {error.message}") from error
        except (jinja2.TemplateError, TypeError, ValueError, ArithmeticError, LookupError) as error:
            raise InputProblem("template", f"{error}") from error


def _readable(value: Any) -> Any:
    """Tables as lists of rows; everything else as it is."""
    if kind_of(value) == "table":
        return rows_of(value)
    return value


class Replace(Tool):
    r"""Find a text, or a regular expression, and put another in its place.

    Regular expressions are those of [RE2](https://github.com/google/re2/wiki/Syntax): whatever the pattern, the time
    grows with the text alone. So they cannot look ahead or behind (`(?=…)`), nor refer to their own groups (`\\1` in
    the pattern). `\\w`, `\\d` and `\\b` know the letters and digits of English, `\\pL` those of all languages; the end
    of the text is `$` or `\\z`. In the replacement `\\1` stands for the first group, `\\g<name>` for one with a name.
    """

    name = "text.replace"
    title = "Find and replace"
    category = "Text"
    icon = "replace"
    keywords = ("regex", "substitute", "search")
    deterministic = True

    class Inputs(Fields):
        text: Annotated[str, Multiline()]
        find: str = Field(min_length=1, description="What to look for.")
        replacement: str = Field("", title="Replace by")
        regex: Annotated[bool, CONFIG] = Field(False, title="Regular expression")
        ignore_case: Annotated[bool, CONFIG] = Field(False, title="Ignore case")

    class Outputs(Fields):
        text: str
        count: int = Field(description="How many places were changed.")

    def run(self, inputs: Inputs, ctx: Context) -> Outputs:
        try:
            pattern = compiled(inputs.find, ignore_case=inputs.ignore_case, literal=not inputs.regex)
        except PatternProblem as error:
            raise InputProblem("find", f"no regular expression: {error}", remedy=error.remedy) from error
        expand = _itself(inputs.replacement)
        if inputs.regex:
            try:
                expand = Replacement(inputs.replacement, pattern).expand
            except PatternProblem as error:
                raise InputProblem("replacement", f"{error}", remedy=error.remedy) from error
        pieces, count, end, room = [], 0, 0, MAX_BYTES // 2 - len(inputs.text)
        for match in pattern.finditer(inputs.text):
            ctx.check_cancelled()
            text = expand(match)
            room -= len(text)
            if room < 0:
                raise InputProblem("replacement", "the text would become larger than a value may be")
            pieces += [inputs.text[end : match.start()], text]
            count, end = count + 1, match.end()
        return self.Outputs(text="".join([*pieces, inputs.text[end:]]), count=count)


def _itself(replacement: str) -> Callable[[Match], str]:
    return lambda match: replacement


class Split(Tool):
    """Cut a text into pieces: at empty lines, at every line, or into pieces of about one size.

    A piece that is too long is cut where a paragraph, a sentence or a word ends. With an overlap it begins with
    the end of the one before, so that nothing is lost between two of them: what a language model is given in
    pieces wants that.
    """

    name = "text.split"
    title = "Split text"
    category = "Text"
    icon = "scissors"
    keywords = ("chunk", "paragraphs", "lines", "cut", "tokenize")
    deterministic = True

    class Inputs(Fields):
        text: Annotated[str, Multiline()]
        at: Annotated[Literal["paragraphs", "lines", "size"], CONFIG] = Field("paragraphs", description="Where to cut.")
        size: Annotated[int, CONFIG] = Field(
            1000, ge=1, le=10_000_000, title="Most characters", description="Of a piece; longer ones are cut again."
        )
        overlap: Annotated[int, CONFIG] = Field(
            0, ge=0, description="Characters that a piece repeats of the one before."
        )

    class Outputs(Fields):
        pieces: list[str] = Field(description="In their order, without empty ones.")
        count: int

    def run(self, inputs: Inputs, ctx: Context) -> Outputs:
        if inputs.overlap >= inputs.size:
            raise InputProblem("overlap", "the overlap must be smaller than a piece")
        from semantic_text_splitter import TextSplitter

        parts = {"paragraphs": r"\n\s*\n", "lines": r"\n", "size": r"\Z"}[inputs.at]
        splitter = TextSplitter(inputs.size, overlap=inputs.overlap)
        pieces = [piece for section in re.split(parts, inputs.text) for piece in splitter.chunks(section)]
        return self.Outputs(pieces=pieces, count=len(pieces))
