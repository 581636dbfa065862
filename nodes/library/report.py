"""Reports: several results on one self-contained HTML page."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import Field

from nodes.sdk import CONFIG, Context, Fields, File, Group, Multiline, Ports, Tool
from nodes.sdk.cells import as_text, columns_of
from nodes.sdk.kinds import FILES, kind_of

_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{ title }}</title>
<style>
body { font: 15px/1.55 system-ui, "Segoe UI", "DejaVu Sans", sans-serif; color: #1d232e; background: #fff; }
main { max-width: 60rem; margin: 2.5rem auto; padding: 0 1.25rem; }
h1 { font-size: 26px; margin: 0 0 16px 0; } h2 { font-size: 17px; margin: 34px 0 9px 0; }
table { border-collapse: collapse; font-size: 13px; } .wide { overflow-x: auto; }
th, td { padding: 5px 11px; border-bottom: 1px solid #e3e6eb; text-align: left; vertical-align: top; }
th, td.n { white-space: nowrap; }
th { background: #f3f5f8; } td.n { text-align: right; font-variant-numeric: tabular-nums; }
img { max-width: 100%; height: auto; } pre { background: #f3f5f8; padding: 12px; overflow-x: auto; }
.note { color: #6b7482; font-size: .85rem; }
@media (prefers-color-scheme: dark) { body { color: #e6e9ee; background: #1b1f27; } th, pre { background: #262c37; }
       th, td { border-color: #343b48; } img { background: #fff; } }
</style>
</head>
<body>
<main>
<h1>{{ title }}</h1>
{{ intro }}
{% for heading, body in sections %}<section><h2>{{ heading }}</h2>
{{ body }}</section>
{% endfor %}</main>
</body>
</html>
"""
_TABLE = """<div class="wide"><table><thead><tr>{% for name in names %}<th>{{ name }}</th>{% endfor %}</tr></thead>
<tbody>{% for row in rows %}<tr>
{% for value, number in row %}<td{% if number %} class="n"{% endif %}>{{ value }}</td>{% endfor %}</tr>
{% endfor %}</tbody></table></div>{% if hidden %}<p class="note">… and {{ hidden }} more rows</p>{% endif %}"""


class Report(Tool):
    """Put tables, pictures and texts on one HTML page that needs no other file.

    Name the sections in the form: each becomes an input and a heading. Tables, pictures and JSON are shown
    as what they are; texts may use Markdown.
    """

    name = "report.html"
    title = "Report"
    category = "Charts and reports"
    icon = "file-chart-column"
    keywords = ("html", "page", "document", "summary", "publish")
    deterministic = True

    class Inputs(Fields):
        title: str = "Report"
        intro: Annotated[str, Multiline()] = Field(
            "", title="Introduction", description="Markdown, above the sections."
        )
        sections: Annotated[list[str], CONFIG] = Field(["table", "chart"], description="Names of the inputs.")
        rows: Annotated[int, CONFIG, Group("More options")] = Field(
            50, ge=1, le=10_000, title="Rows of a table", description="At most this many are shown."
        )

    class Outputs(Fields):
        report: File = Field(description="The HTML page.")

    @staticmethod
    def ports(config: Mapping[str, Any]) -> Ports:
        names = config.get("sections") or []
        if len(set(names)) < len(names):
            raise ValueError("two sections have the same name")
        return Ports(inputs={name: (Any, Field(title=name.replace("_", " "))) for name in names})

    def run(self, inputs: Inputs, ctx: Context) -> Outputs:
        import jinja2
        from markupsafe import Markup

        environment = jinja2.Environment(autoescape=True)
        sections = [
            (name.replace("_", " ").capitalize(), Markup(_section(environment, getattr(inputs, name), inputs.rows)))
            for name in inputs.sections
        ]
        page = environment.from_string(_PAGE).render(
            title=inputs.title, intro=Markup(_markdown(inputs.intro)), sections=sections
        )
        path = ctx.new_file("report.html")
        path.write_text(page, "utf-8")
        return self.Outputs(report=File(path=path))


def _markdown(text: str) -> str:
    """Markdown without raw HTML: a text from anywhere brings no script into the page."""
    from markdown_it import MarkdownIt

    rendered: str = MarkdownIt("js-default").render(text)
    return rendered


def _section(environment: Any, value: Any, limit: int) -> str:
    from markupsafe import escape

    kind = kind_of(value)
    if kind == "table":
        rows = [
            [(_shown(v), isinstance(v, int | float) and not isinstance(v, bool)) for v in row]
            for row in zip(*columns_of(value.slice(0, limit)), strict=True)
        ]
        hidden = max(0, value.num_rows - limit)
        page = environment.from_string(_TABLE)
        return str(page.render(names=value.column_names, rows=rows, hidden=hidden))
    if kind in FILES and value.media_type.startswith("image/"):
        encoded = base64.b64encode(value.path.read_bytes()).decode()
        return f'<img alt="{escape(value.name)}" src="data:{escape(value.media_type)};base64,{encoded}">'
    if kind in FILES:
        return f"<p>{escape(value.name)} ({escape(value.media_type)})</p>"
    if kind == "str":
        return _markdown(value)
    return f"<pre>{escape(json.dumps(value, indent=2, ensure_ascii=False, default=str))}</pre>"


def _shown(value: Any) -> str:
    if isinstance(value, float):
        if 0 < abs(value) < 0.01:
            return f"{value:.3g}"
        return f"{value:,.2f}"
    return as_text(value)
