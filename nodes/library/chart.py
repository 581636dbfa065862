"""Charts: a Vega-Lite specification from a table and a few choices, drawn offline by vl-convert."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from nodes.frames import AnyTable, table_of
from nodes.frames.duck import need_columns
from nodes.frames.lazy import is_number
from nodes.library.chart_data import MOST_BINS, MOST_ROWS, drawn
from nodes.library.tables.columns import position_of
from nodes.sdk import CONFIG, Code, ColumnOf, Context, Fields, Group, Image, Table, Tool, ToolError
from nodes.sdk.cells import as_json, as_text, columns_of, rows_of

_MARKS: dict[str, Any] = {
    "bar": {"type": "bar", "cornerRadiusEnd": 2},
    "line": {"type": "line", "point": True},
    "points": {"type": "point", "filled": True, "opacity": 0.75, "size": 45},
    "area": {"type": "area", "opacity": 0.7},
    "histogram": {"type": "bar"},
    "box plot": {"type": "boxplot", "extent": 1.5},
    "heat map": {"type": "rect"},
}
_STYLE = {
    "background": "white",
    "font": "DejaVu Sans, sans-serif",
    "view": {"stroke": None},
    "axis": {
        "gridColor": "#e8eaee",
        "domainColor": "#9aa3b2",
        "tickColor": "#9aa3b2",
        "labelColor": "#3b4453",
        "titleColor": "#3b4453",
    },
    "legend": {"labelColor": "#3b4453", "titleColor": "#3b4453"},
    "title": {"anchor": "start", "fontSize": 15, "color": "#1d232e"},
    # Okabe and Ito (2008): told apart with any colour vision
    "range": {"category": ["#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#F0E442", "#000000"]},
    "bar": {"color": "#0072B2"},
    "point": {"color": "#0072B2"},
    "line": {"color": "#0072B2"},
    "area": {"color": "#0072B2"},
}
MORE = Group("More options")


class Chart(Tool):
    """Draw a chart of a table.

    Choose the kind and the columns; dates, numbers and categories get the fitting axis by themselves. The
    chart comes out as PNG, as SVG, and as the Vega-Lite specification it was made from. What the choices do
    not cover can be written under *Overrides*, which are merged into that specification.

    A table may have any number of rows: of more than 50,000 the bars of a histogram and the groups are counted first,
    points become a density, a line keeps its lowest and highest values, and what is drawn of a sample says so.
    """

    name = "chart.draw"
    title = "Chart"
    category = "Charts and reports"
    icon = "chart-column"
    keywords = ("plot", "graph", "bar", "line", "scatter", "histogram", "vega")
    deterministic = True
    isolated = True  # vl-convert holds on to the interpreter while it draws

    class Inputs(Fields):
        table: AnyTable
        kind: Annotated[Literal["bar", "line", "points", "area", "histogram", "box plot", "heat map"], CONFIG] = "bar"
        x: Annotated[str, ColumnOf("table")] = Field(
            min_length=1, title="Across (x)", description="Column for the x axis."
        )
        y: Annotated[str, ColumnOf("table")] = Field(
            "", title="Up (y)", description="Column for the y axis; empty counts rows."
        )
        colour: Annotated[str, ColumnOf("table")] = Field("", description="Column that decides the colour.")
        aggregate: Annotated[Literal["none", "mean", "sum", "median", "min", "max", "count"], CONFIG] = Field(
            "none", description="Combines rows that share a place on the x axis."
        )
        title: str = Field("", description="Written above the chart.")
        width: Annotated[int, CONFIG, MORE] = Field(560, ge=50, le=4000, title="Width (px)")
        height: Annotated[int, CONFIG, MORE] = Field(340, ge=50, le=4000, title="Height (px)")
        overrides: Annotated[dict[str, Any], CONFIG, MORE, Code("json")] = Field(
            {}, description="Vega-Lite, merged into the specification."
        )

    class Outputs(Fields):
        png: Image = Field(title="PNG")
        svg: Image = Field(title="SVG")
        spec: dict[str, Any] = Field(title="Specification", description="Vega-Lite, without the data.")

    def run(self, inputs: Inputs, ctx: Context) -> Outputs:
        import vl_convert

        table: AnyTable = inputs.table
        for port in ("x", "y", "colour"):
            if column := getattr(inputs, port):
                need_columns(table, [column], port)
        ctx.progress(0.1, "reading")
        shown = drawn(table, inputs.kind, inputs.x, inputs.y, inputs.colour, inputs.aggregate, inputs.width, ctx)
        spec = specification(table, shown.table, inputs)
        spec["encoding"] |= shown.encoding
        if shown.mark is not None:
            spec["mark"] = shown.mark
        spec = _merged(spec, inputs.overrides)
        rows = shown.table
        if inputs.overrides and not shown.encoding and table.num_rows is not None and table.num_rows <= MOST_ROWS:
            rows = table_of(table, ctx)  # which may name any column
        drawing = {**spec, "data": {"values": _rows(rows)}}
        ctx.progress(0.3, "drawing")
        try:
            # nothing may be fetched: a specification can name data by address
            svg = vl_convert.vegalite_to_svg(drawing, allowed_base_urls=[])
            ctx.check_cancelled()
            png = vl_convert.svg_to_png(svg, scale=2)
        except ValueError as error:
            raise ToolError(f"the chart cannot be drawn: {str(error).splitlines()[0]}") from error
        svg_path, png_path = ctx.new_file("chart.svg"), ctx.new_file("chart.png")
        svg_path.write_text(svg, "utf-8")
        png_path.write_bytes(png)
        return self.Outputs(png=Image(path=png_path), svg=Image(path=svg_path), spec=spec)


def specification(table: AnyTable, rows: Table, inputs: Chart.Inputs) -> dict[str, Any]:
    """Vega-Lite (v5 schema and later) without data, for `rows` that stand for all of the table."""
    import pyarrow as pa

    histogram = inputs.kind == "histogram"
    x: dict[str, Any] = {
        "field": _escaped(inputs.x),
        "title": _title(table, inputs.x),
        "type": _axis_type(table, inputs.x),
    }
    if pa.types.is_time(_type_of(table, inputs.x)):
        x["axis"] = {"format": "%H:%M:%S"}
    if histogram and x["type"] == "quantitative":
        x["bin"] = {"maxbins": MOST_BINS}
    if inputs.kind in ("bar", "heat map", "box plot") and x["type"] == "quantitative":
        x["type"] = "ordinal"
    if x["type"] in ("nominal", "ordinal") and inputs.x in rows.column_names:
        x["axis"] = {"labelAngle": 0 if _few(rows, inputs.x) else -40, "labelLimit": 140}
        x["sort"] = None
    y: dict[str, Any] = {"aggregate": "count", "title": "rows"}
    if inputs.y and not histogram:
        y = {"field": _escaped(inputs.y), "title": _title(table, inputs.y), "type": _axis_type(table, inputs.y)}
        if inputs.aggregate != "none":
            y |= {"aggregate": inputs.aggregate, "title": f"{inputs.aggregate} of {inputs.y}"}
        if inputs.kind in ("points", "box plot") and y["type"] == "quantitative":
            y["scale"] = {"zero": False}
    if inputs.kind == "points" and x["type"] == "quantitative":
        x["scale"] = {"zero": False}
    encoding: dict[str, Any] = {"x": x, "y": y}
    if inputs.colour:
        kind = _axis_type(table, inputs.colour)
        encoding["color"] = {"field": _escaped(inputs.colour), "title": inputs.colour, "type": kind}
    elif inputs.kind == "heat map":
        encoding["color"] = {"aggregate": "count", "title": "rows"}
    titled = {}
    if inputs.title:
        titled["title"] = inputs.title
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        **titled,
        "width": inputs.width,
        "height": inputs.height,
        "mark": _MARKS[inputs.kind],
        "encoding": encoding,
        "config": _STYLE,
    }


def _axis_type(table: AnyTable, column: str) -> str:
    import pyarrow as pa

    kind = _type_of(table, column)
    if pa.types.is_duration(kind):
        return "quantitative"
    if pa.types.is_temporal(kind):
        return "temporal"
    if is_number(kind):
        return "quantitative"
    return "nominal"


def _type_of(table: AnyTable, column: str) -> Any:
    return table.schema.field(position_of(table, column)).type


def _title(table: AnyTable, column: str) -> str:
    import pyarrow as pa

    return f"{column} (s)" if pa.types.is_duration(_type_of(table, column)) else column


def _few(table: Table, column: str) -> bool:
    """Whether the labels of a category fit side by side."""
    (labels,) = columns_of(table.select([position_of(table, column)]).group_by(column).aggregate([]).slice(0, 70))
    return sum(len(as_text(label)) + 3 for label in labels) < 70


def _escaped(column: str) -> str:
    """A field name in which dots and brackets mean themselves."""
    return column.replace("\\", "\\\\").replace(".", "\\.").replace("[", "\\[").replace("]", "\\]")


def _merged(base: dict[str, Any], patch: dict[str, Any]) -> dict[str, Any]:
    """JSON Merge Patch (RFC 7396), which is short enough to stand here."""
    merged = dict(base)
    for key, value in patch.items():
        if value is None:
            merged.pop(key, None)
        elif isinstance(value, dict) and isinstance(merged.get(key), dict):
            merged[key] = _merged(merged[key], value)
        else:
            merged[key] = value
    return merged


def _rows(table: Table) -> list[dict[str, Any]]:
    """Rows that JSON can carry: dates in ISO 8601, decimals as numbers, no NaN."""
    from datetime import time, timedelta
    from decimal import Decimal

    def plain(value: Any) -> Any:
        if isinstance(value, Decimal):
            return float(value)
        if isinstance(value, time):  # of a day, which has to be one
            return f"1970-01-01T{value.isoformat()}"
        return value.total_seconds() if isinstance(value, timedelta) else as_json(value)

    return [{name: plain(value) for name, value in row.items()} for row in rows_of(table)]
