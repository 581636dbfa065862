"""How the values of a column are distributed, in a few words and bars."""

from __future__ import annotations

from canvas.language import tr
from nodes.frames.statistics import ColumnStatistics
from nodes.sdk.cells import as_text

_BARS = "▁▂▃▄▅▆▇█"
_LONGEST = 40


def distribution(told: ColumnStatistics) -> str:
    """Statistics as lines of text: a histogram of numbers and times, else the most frequent values."""
    lines: list[str] = []
    if told.bins:
        lines.append(_bars(told))
    if told.least is not None:
        least, most = shown(told.least), shown(told.most)
        lines.append(f"{least} … {most}")
        if told.mean is not None:
            lines[-1] = tr("{least} … {most}, mean {mean}", least=least, most=most, mean=shown(told.mean))
    lines += [f"{value.count:,} × {value.text[:_LONGEST]}" for value in told.frequent]
    if told.distinct is not None and told.distinct > len(told.frequent):
        lines.append(different(told))
    if told.not_finite:
        lines.append(tr("{count:,} not finite (NaN, infinity)", count=told.not_finite))
    if told.missing:
        lines.append(tr("{missing:,} missing", missing=told.missing))
    return "\n".join(lines)


def different(told: ColumnStatistics) -> str:
    """How many different values there are."""
    if told.is_estimate:
        return tr("about {count:,} different values", count=told.distinct or 0)
    return tr("{count:,} different values", count=told.distinct or 0)


def shown(value: object) -> str:
    """A figure as there is room for it."""
    if isinstance(value, float):
        return f"{value:,.0f}" if 1e6 <= abs(value) < 1e15 else f"{value:g}"
    return f"{value:,}" if isinstance(value, int) else as_text(value)


def _bars(told: ColumnStatistics) -> str:
    highest = max(part.count for part in told.bins) or 1
    levels = (int(part.count / highest * (len(_BARS) - 1)) for part in told.bins)
    return "".join(_BARS[level] if part.count else " " for level, part in zip(levels, told.bins, strict=True))
