"""Which output fits which input."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import pytest
from pydantic import create_model

from engine.catalog import ports_of
from engine.chain.types import PortType, type_mismatch
from nodes.sdk import ONE_OR_MANY, Fields, File, Image, Secret, Table


class Mass(Fields):
    grams: float


class Length(Fields):
    metres: float


def read(python: Any) -> PortType:
    return ports_of(create_model("Model", __base__=Fields, x=(python, ...)))["x"].type


@pytest.mark.parametrize(
    ("output", "target"),
    [
        (int, int),
        (int, float),
        (str, str),
        (str, str | None),
        (str, Any),
        (Any, Table),
        (Table, Table),
        (Table, Table | None),
        (Image, File),
        (Table, Annotated[list[Table], ONE_OR_MANY]),
        (list[int], list[float]),
        (list[int], list[Any]),
        (Literal["a", "b"], str),
        (Mass, Mass),
        (Mass, dict[str, Any]),
        (int, int | str),
        (int | None, int),
        (dict[str, int], dict[str, Any]),
    ],
)
def test_fits(output: Any, target: Any) -> None:
    assert type_mismatch(read(output), read(target)) == ""


@pytest.mark.parametrize(
    ("output", "target", "words"),
    [
        (float, int, "a number does not fit a whole number"),
        (str, bytes, "text does not fit bytes"),
        (bytes, str, "bytes does not fit text"),
        (str, int, "text does not fit a whole number"),
        (File, Image, "a file does not fit an image"),
        (Table, File, "a table does not fit a file"),
        (Table, list[Table], "a table does not fit a list of table"),
        (list[str], list[int], "a list of text does not fit a list of whole number"),
        (Mass, Length, "a Mass does not fit a Length"),
        (bool, int, "a yes/no does not fit a whole number"),
        (int | str, int, "a whole number or text does not fit a whole number"),
        (Secret, Any, "a secret is never wired"),
        (str, Secret, "a secret is never wired"),
    ],
)
def test_does_not_fit_and_says_why(output: Any, target: Any, words: str) -> None:
    assert words in type_mismatch(read(output), read(target))


def test_a_schema_that_refers_to_itself_is_anything_at_the_point_of_recursion() -> None:
    class Tree(Fields):
        children: list[Tree] = []

    Tree.model_rebuild(_types_namespace={"Tree": Tree})
    assert read(Tree).kind == "dict"
