"""How the values of a column are distributed, in a few words and bars."""

from __future__ import annotations

from canvas.language import tr
from nodes.frames.statistics import ColumnStatistics
from nodes.sdk.cells import as_text

_BARS = "▁▂▃▄▅▆▇█"
_LONGEST = 40


def distribution(summary: ColumnStatistics) -> str:
    """Statistics as lines of text: a histogram of numbers and times, else the most frequent values."""
    lines: list[str] = []
    if summary.bins:
        lines.append(_bars(summary))
    if summary.least is not None:
        least, most = shown(summary.least), shown(summary.most)
        lines.append(f"{least} … {most}")
        if summary.mean is not None:
            lines[-1] = tr("{least} … {most}, mean {mean}", least=least, most=most, mean=shown(summary.mean))
    lines += [f"{value.count:,} × {value.text[:_LONGEST]}" for value in summary.frequent]
    if summary.distinct is not None and summary.distinct > len(summary.frequent):
        lines.append(different(summary))
    if summary.not_finite:
        lines.append(tr("{count:,} not finite (NaN, infinity)", count=summary.not_finite))
    if summary.missing:
        lines.append(tr("{missing:,} missing", missing=summary.missing))
    return "\n".join(lines)


def different(summary: ColumnStatistics) -> str:
    """How many different values there are."""
    if summary.is_estimate:
        return tr("about {count:,} different values", count=summary.distinct or 0)
    return tr("{count:,} different values", count=summary.distinct or 0)


def shown(value: object) -> str:
    """A figure as there is room for it."""
    if isinstance(value, float):
        return f"{value:,.0f}" if 1e6 <= abs(value) < 1e15 else f"{value:g}"
    return f"{value:,}" if isinstance(value, int) else as_text(value)


def _bars(summary: ColumnStatistics) -> str:
    highest = max(part.count for part in summary.bins) or 1
    levels = (int(part.count / highest * (len(_BARS) - 1)) for part in summary.bins)
    return "".join(_BARS[level] if part.count else " " for level, part in zip(levels, summary.bins, strict=True))
