"""Finding tools by what a person types: names, words of the help, categories, and small mistakes forgiven."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from engine.catalog import ToolSpec


def search(specs: Iterable[ToolSpec], query: str, recent: Collection[str] = ()) -> list[ToolSpec]:
    """The best first. Without words all of them, those used last before the others."""
    from rapidfuzz import fuzz

    rank = {name: rank for rank, name in enumerate(recent)}
    needle = query.strip().lower()
    if not needle:
        return sorted(specs, key=lambda s: (rank.get(s.name, len(rank)), s.category, s.title))
    scored = []
    for spec in specs:
        title = spec.title.lower()
        # of "tables.filter" people mean the end, unless they write the dot
        name = spec.name.lower() if "." in needle else spec.name.rpartition(".")[2].lower()
        scores = [
            _prefix(title, needle),
            0.95 * _prefix(name, needle),
            0.6 * _prefix(spec.category.lower(), needle),
            *(0.9 * _prefix(keyword, needle) for keyword in spec.keywords),
        ]
        if len(needle) > 2:
            scores.append(0.85 * fuzz.partial_ratio(needle, title))
        if len(needle) > 3 and needle in spec.help.lower():
            scores.append(55.0)
        score = max(scores)
        if score >= 50:
            scored.append((-score - 2 * (spec.name in rank), spec.title, spec))
    return [spec for _, _, spec in sorted(scored, key=lambda item: item[:2])]


def _prefix(text: str, needle: str) -> float:
    """100 for the whole text, 95 for its beginning, 88 for the beginning of a word, 70 for the middle of one."""
    if text == needle:
        return 100.0
    if text.startswith(needle):
        return 95.0
    if any(word.startswith(needle) for word in text.replace(".", " ").replace("_", " ").split()):
        return 88.0
    if needle in text:
        return 70.0
    if all(any(word.startswith(part) for word in text.split()) for part in needle.split()):
        return 90.0
    return 0.0
