"""How the values of a column are distributed, in a few words and bars."""

from __future__ import annotations

from typing import Any

from canvas.language import tr

_BARS = "▁▂▃▄▅▆▇█"
_BINS = 24
_ROWS = 200_000
"""Of larger tables the first rows speak for all."""
_TOP = 5


def distribution(column: Any) -> str:
    """A `pyarrow.ChunkedArray` as lines of text: a histogram of numbers and dates, else the most frequent values."""
    import pyarrow as pa
    import pyarrow.compute as pc

    sample = column.slice(0, _ROWS)
    missing = sample.null_count
    lines: list[str] = []
    kind = sample.type
    try:
        if pa.types.is_integer(kind) or pa.types.is_floating(kind) or pa.types.is_decimal(kind):
            lines = _numbers(pc.drop_null(sample.cast(pa.float64())))
        elif pa.types.is_temporal(kind) and not pa.types.is_duration(kind):
            least, most = pc.min_max(sample).as_py().values()
            if least is not None:
                lines = [f"{least} … {most}"]
        else:
            lines = _values(sample)
    except (pa.ArrowException, TypeError):
        lines = []  # a nested column has no order and no counts
    if missing:
        lines.append(tr("{missing:,} missing", missing=missing))
    if len(column) > _ROWS:
        lines.append(tr("of the first {rows:,} rows of {all:,}", rows=_ROWS, all=len(column)))
    return "\n".join(lines)


def _numbers(values: Any) -> list[str]:
    import pyarrow as pa
    import pyarrow.compute as pc

    finite = pc.filter(values, pc.is_finite(values))
    if not len(finite):
        return []
    least, most = pc.min_max(finite).as_py().values()
    width = (most - least) or 1.0
    places = pc.min_element_wise(pc.floor(pc.multiply(pc.subtract(finite, least), _BINS / width)), float(_BINS - 1))
    counts = {e["values"]: e["counts"] for e in pc.value_counts(places.cast(pa.int32())).to_pylist()}
    highest = max(counts.values())
    levels = {n: int(count / highest * (len(_BARS) - 1)) for n, count in counts.items()}
    bars = "".join(_BARS[levels[n]] if n in levels else " " for n in range(_BINS))
    return [bars, tr("{least:g} … {most:g}, mean {mean:g}", least=least, most=most, mean=pc.mean(finite).as_py())]


def _values(sample: Any) -> list[str]:
    import pyarrow.compute as pc

    entries = pc.value_counts(pc.drop_null(sample)).to_pylist()
    entries.sort(key=lambda entry: -entry["counts"])
    lines = [f"{entry['counts']:,} × {str(entry['values'])[:40]}" for entry in entries[:_TOP]]
    if len(entries) > _TOP:
        lines.append(tr("… {count:,} different values", count=len(entries)))
    return lines
