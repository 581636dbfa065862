"""How nodes name images, and which version a range takes."""

from __future__ import annotations

import pytest

from engine.images.reference import Reference, choose, pinned, reference
from engine.images.registry import home_of
from engine.images.sources import semantic, source_name

DIGEST = "sha256:" + "a" * 64


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("node-js", Reference("node-js")),
        ("iceos/node-js:^1.0", Reference("iceos/node-js", "^1.0")),
        ("localhost:5000/a/b:1.2.3", Reference("localhost:5000/a/b", "1.2.3")),
        ("localhost:5000/a/b", Reference("localhost:5000/a/b")),
        (f"a/b:1@{DIGEST}", Reference("a/b", "1", DIGEST)),
        (f"a/b@{DIGEST}", Reference("a/b", "", DIGEST)),
        ("python:3.11-slim", Reference("python", "3.11-slim")),
    ],
)
def test_references_are_read_and_written(text: str, expected: Reference) -> None:
    assert reference(text) == expected
    assert str(expected) == text


@pytest.mark.parametrize("text", ["", "No Such", "a b", "a/b@sha256:12", "a:!", "-a", "a//b", "a:^x.y.z"])
def test_what_names_no_image_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        reference(text)


@pytest.mark.parametrize(
    ("wanted", "ranged"),
    [
        ("^1.0", True),
        ("1.x", True),
        ("1", True),
        ("1.2", True),
        (">=1 <3", True),
        ("*", True),
        ("1.2.3", False),
        ("latest", False),
    ],
)
def test_a_range_is_told_from_a_tag(wanted: str, ranged: bool) -> None:
    assert Reference("a", wanted).ranged == ranged


@pytest.mark.parametrize(
    ("wanted", "tag"),
    [
        ("^1.0", "1.10.0"),
        ("~1.2.0", "1.2.3"),
        ("1.x", "1.10.0"),
        ("^1.2 || ^2", "v2.0.1"),
        ("1.0.0 - 1.2.3", "1.2.3"),
        ("^3.0.0-alpha", "3.0.0-beta.2"),
        ("^3", ""),
        ("*", "v2.0.1"),
    ],
)
def test_the_newest_that_fits_is_taken(wanted: str, tag: str) -> None:
    tags = ["latest", "1.2.3", "1.10.0", "1.9.1", "v2.0.1", "3.0.0-beta.2", "nightly", "1.2"]
    choice = choose(tags, wanted)
    assert choice.tag == tag
    assert choice.ignored == ["latest", "nightly", "1.2"]
    assert {*choice.fitting, *choice.other, *choice.ignored} == set(tags)


@pytest.mark.parametrize(
    ("wanted", "tags", "tag"),
    [
        ("1.0", ["1.0", "latest"], "1.0"),
        ("1", ["1", "1.0"], "1"),
        ("1.0", ["1.0", "1.0.4"], "1.0.4"),
        ("1.0", ["1", "latest", "2.0"], ""),
        ("^1.0", ["1.0"], ""),
    ],
)
def test_a_range_that_is_the_name_of_a_tag_takes_that_tag_where_no_version_fits(
    wanted: str, tags: list[str], tag: str
) -> None:
    choice = choose(tags, wanted)
    assert choice.tag == tag
    assert sorted([*choice.fitting, *choice.other, *choice.ignored]) == sorted(tags)


def test_a_lock_pins_what_is_asked_for() -> None:
    assert pinned("a:^1", {"a:^1": DIGEST}) == f"a:^1@{DIGEST}"
    assert pinned("a:^2", {"a:^1": DIGEST}) == "a:^2"
    assert pinned(f"a@{DIGEST}", {}) == f"a@{DIGEST}"


def test_registries_are_found_as_docker_finds_them() -> None:
    assert home_of("localhost:5000/a/b") == ("http://localhost:5000", "a/b")
    assert home_of("registry.example.org/a") == ("https://registry.example.org", "a")
    assert home_of("iceos/node-js")[1] == "iceos/node-js"
    assert home_of("python")[1] == "library/python"


def test_names_and_versions_are_made_usable() -> None:
    assert source_name("iceos/Node_JS!") == "node_js"
    assert source_name("127.0.0.1") == "x127-0-0-1"
    assert [semantic(v) for v in ("1.2.3", "v2.1", "7", "dev")] == ["1.2.3", "2.1.0", "7.0.0", "1.0.0"]
