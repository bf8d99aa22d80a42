"""A sheet's model as tables: which lists it holds, and which values a row of each has. Pure.

Read from the JSON schema that the model writes of itself, so that every tool's sheet can be laid
out as tables without the tool knowing of it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from pydantic import BaseModel

Kind = Literal["text", "day", "int", "number", "bool", "any"]
Name = tuple[str, ...]
"""The names that lead to a value inside of a row: ("row", "factor")."""


@dataclass(frozen=True)
class Leaf:
    """One value. `options` are those it may have; empty where any will do.

    What no cell can hold is of the kind "any" and written as JSON.
    """

    kind: Kind
    nullable: bool = False
    options: tuple[str, ...] = ()


@dataclass(frozen=True)
class Record:
    """Several values under names."""

    fields: Mapping[str, "Node"]
    nullable: bool = False

    def leaves(self) -> Iterator[tuple[Name, Leaf]]:
        """All values of a row, those of records inside of it too, in the model's order."""
        for name, node in self.fields.items():
            if isinstance(node, Leaf):
                yield (name,), node
            elif isinstance(node, Record):
                yield from (((name, *rest), leaf) for rest, leaf in node.leaves())

    def lists(self) -> Iterator[tuple[Name, "Many"]]:
        """All lists that a row holds, those of records inside of it too."""
        for name, node in self.fields.items():
            if isinstance(node, Many):
                yield (name,), node
            elif isinstance(node, Record):
                yield from (((name, *rest), many) for rest, many in node.lists())


@dataclass(frozen=True)
class Many:
    """A list of records or values; with `keyed` they stand under keys of their own."""

    item: "Record | Leaf"
    keyed: bool = False


Node = Leaf | Record | Many


@cache
def shape_of(model: type[BaseModel]) -> Record:
    """The shape of a sheet as it is stored."""
    schema = model.model_json_schema(mode="serialization")
    node = _node(schema, schema.get("$defs", {}), ())
    assert isinstance(node, Record), f"{model.__name__} has no fields"
    return node


_SCALARS: dict[str, Kind] = {
    "string": "text",
    "integer": "int",
    "number": "number",
    "boolean": "bool",
}


def _node(schema: dict[str, Any], known: Mapping[str, Any], inside: tuple[str, ...]) -> Node:
    """`inside` are the models around it: one that holds itself is written as JSON."""
    choices = [one for one in schema.get("anyOf", ()) if one.get("type") != "null"]
    if "anyOf" in schema:
        nullable = len(choices) < len(schema["anyOf"])
        if len(choices) != 1:
            return Leaf("any", nullable)
        return _or_nothing(_node(choices[0], known, inside)) if nullable else Leaf("any")
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return Leaf("any") if name in inside else _node(known[name], known, (*inside, name))
    match schema.get("type"):
        case "object" if "properties" in schema:
            fields = {name: _node(s, known, inside) for name, s in schema["properties"].items()}
            return Record(fields)
        case "object" if isinstance(schema.get("additionalProperties"), dict):
            return _many(_node(schema["additionalProperties"], known, inside), keyed=True)
        case "array" if isinstance(schema.get("items"), dict) and "prefixItems" not in schema:
            return _many(_node(schema["items"], known, inside), keyed=False)
        case str() as kind if kind in _SCALARS:
            return _scalar(schema, _SCALARS[kind])
    return Leaf("any")


def _scalar(schema: dict[str, Any], kind: Kind) -> Leaf:
    options = schema.get("enum", [schema["const"]] if "const" in schema else [])
    if kind != "text":
        return Leaf(kind)
    if schema.get("format") == "date":
        return Leaf("day")
    return Leaf("text", options=tuple(options))


def _many(item: Node, *, keyed: bool) -> Node:
    if isinstance(item, Many) or (isinstance(item, Record) and item.nullable):
        return Leaf("any")
    return Many(item, keyed)


def _or_nothing(node: Node) -> Node:
    """The same, where it may also be missing."""
    match node:
        case Leaf(kind, _nullable, options):
            return Leaf(kind, True, options)
        case Record(fields) if any(isinstance(one, Leaf) for one in fields.values()):
            return Record(fields, nullable=True)
    return Leaf("any", True)
