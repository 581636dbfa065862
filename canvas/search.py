"""Finding tools by what a person types: names, words of the help, categories, and small mistakes forgiven."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from engine.catalog import ToolSpec


def search(specs: Iterable[ToolSpec], words: str, recent: Collection[str] = ()) -> list[ToolSpec]:
    """The best first. Without words all of them, those used last before the others."""
    from rapidfuzz import fuzz

    rank = {name: place for place, name in enumerate(recent)}
    wanted = words.strip().lower()
    if not wanted:
        return sorted(specs, key=lambda s: (rank.get(s.name, len(rank)), s.category, s.title))
    scored = []
    for spec in specs:
        title = spec.title.lower()
        # of "tables.filter" people mean the end, unless they write the dot
        name = spec.name if "." in wanted else spec.name.rpartition(".")[2]
        score = max(
            _prefix(title, wanted),
            0.95 * _prefix(name.lower(), wanted),
            0.9 * max((_prefix(k, wanted) for k in spec.keywords), default=0.0),
            0.85 * fuzz.partial_ratio(wanted, title) if len(wanted) > 2 else 0.0,
            0.6 * _prefix(spec.category.lower(), wanted),
            55.0 if len(wanted) > 3 and wanted in spec.help.lower() else 0.0,
        )
        if score >= 50:
            scored.append((-score - (2 if spec.name in rank else 0), spec.title, spec))
    return [spec for _, _, spec in sorted(scored, key=lambda item: item[:2])]


def _prefix(text: str, wanted: str) -> float:
    """100 for the whole text, 95 for its beginning, 88 for the beginning of a word, 70 for the middle of one."""
    if text == wanted:
        return 100.0
    if text.startswith(wanted):
        return 95.0
    if any(word.startswith(wanted) for word in text.replace(".", " ").replace("_", " ").split()):
        return 88.0
    if wanted in text:
        return 70.0
    return 90.0 if all(any(word.startswith(w) for word in text.split()) for w in wanted.split()) else 0.0
