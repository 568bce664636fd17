"""The page on the commands' JSON, made from the table of shapes: `python -m vaulttool.report.json_reference`."""

from __future__ import annotations

import json
from collections.abc import Iterator

from vaulttool.report.json_shapes import DIALECT, PARTS, SHAPES, VERSION, Schema, Shape

_WORDS = {
    "string": "text",
    "integer": "number",
    "number": "number",
    "boolean": "true or false",
    "object": "mapping",
    "null": "null",
}


def reference() -> str:
    """The whole page, ending with a newline."""
    return "\n".join((_HEAD, *_statuses(), *_commands(), *_parts(), *_schema())) + "\n"


_HEAD = f"""# For scripts: JSON and exit status

Made from the table that the tests hold against real output; `make docs` writes it anew.

Every command that answers a question takes `--format json`. Data is on standard output, everything else on standard
error:

```sh
vaulttool today --format json | jq -r '.[] | "\\(.due) \\(.person): \\(.text)"'
vaulttool list contact --where status:met --format json | jq -r '.[].fields.email[0] // empty'
```

JSON is plain ASCII, paths are relative to the vault with `/`, days are `2026-12-01`. `""` stands for a text that is
not there, `null` for any other value that is not there. Private notes are in the answers: they are yours. `report`
leaves them out unless you ask, and so does `export`.

The shapes are version {VERSION}, all of them together. Within a version keys, words and rows may come; none goes away,
and none changes its type or its meaning: pass over keys that you do not know. The number is told here and in the `$id`
of the schema below, not in the output, since a list has no place for it. Should there be a version {VERSION + 1}, it
gets a format name of its own: `--format json` stays what it is.

Related: `export json` gives the records of `list` for all notes that are not private, `schema` the JSON Schema of the
notes themselves, and [sql.md](sql.md) everything in SQL.
"""

STATUSES = (
    ("0", "done; an empty list of things to do is fine too", "every command"),
    (
        "1",
        "findings: errors (`check`); with `--strict` warnings too (`check`, `sync`); something to change in the text "
        "(`draft --lint`); differences (`index --verify`); something to mend (`doctor`); "
        "a table or list that cannot be made (`view`); conflicts left in a note (`git merge-driver`)",
        "the commands named",
    ),
    (
        "1",
        "nothing matched: no hit, no note of that name, no follow-up of that id, nobody to reach",
        "`find`, and every command that takes a NAME or an ID",
    ),
    (
        "2",
        "could not run, or refused: a wrong option, no vault, a wrong setting, a name that several notes bear, a write "
        "that would not be safe; nothing was changed",
        "every command",
    ),
    ("130", "interrupted with Ctrl-C", "every command"),
    ("141", "the reader of the output went away, as with `head`", "every command"),
)


def _statuses() -> Iterator[str]:
    yield "## Exit status\n"
    yield "| status | means | of |"
    yield "|---|---|---|"
    yield from (f"| {' | '.join(row)} |" for row in STATUSES)
    yield ""
    yield "With status 2 the reason and what to do are on standard error, and standard output holds nothing to parse."
    yield "`check`, `doctor`, `find`, `path` and `index --verify` print their JSON with status 1 as well.\n"


def _commands() -> Iterator[str]:
    for name, shape in SHAPES.items():
        yield f"## {name}\n"
        yield f"{_example(shape)}{_kind(shape.schema)}.\n"
        yield from _tables(shape.schema)


def _example(shape: Shape) -> str:
    return f"`{shape.example} --format json`: "


def _kind(schema: Schema) -> str:
    """What the whole of it is, in words."""
    said = f", {schema['description']}" if schema.get("description") else ""
    return f"{_type(schema)}{said}"


def _parts() -> Iterator[str]:
    yield "## Parts\n"
    yield "What several commands share.\n"
    for name, schema in PARTS.items():
        yield f"### {name}\n"
        yield f"{schema['description'][:1].upper()}{schema['description'][1:]}.\n"
        yield from _tables(schema)


def _tables(schema: Schema) -> Iterator[str]:
    """A table of the keys; one for each of several shapes."""
    if "oneOf" in schema:
        for each in schema["oneOf"]:
            if "properties" in each:
                yield f"{each.get('description', '')}:\n"
            yield from _tables(each)
        return
    rows = list(_rows(schema, ""))
    if rows:
        yield "| key | is | |"
        yield "|---|---|---|"
        yield from rows
        yield ""


def _rows(schema: Schema, above: str) -> Iterator[str]:
    """A row a key, the keys of what is inside below it."""
    for key, value in schema.get("properties", {}).items():
        missing = "" if key in schema["required"] else " (may be missing)"
        said = str(value.get("description", "")).replace("|", "\\|")
        yield f"| `{above}{key}` | {_type(value)}{missing} | {said} |"
        yield from _rows(_inside(value), f"{above}{key}{'[].' if value.get('type') == 'array' else '.'}")
    if schema.get("type") == "array" and not above:
        yield from _rows(schema["items"], "[].")


def _inside(schema: Schema) -> Schema:
    """What holds the keys of a value: itself, the values of a list or of a mapping."""
    for name in ("items", "additionalProperties"):
        if isinstance(schema.get(name), dict):
            return _inside(schema[name])
    return schema


def _type(schema: Schema) -> str:
    """`text`, `list of text`, `date or null`, a link to a part."""
    if "$ref" in schema:
        name = schema["$ref"].rsplit("/", 1)[-1]
        return f"[{name}](#{name})"
    if "enum" in schema or "const" in schema:
        return " ".join(f"`{value}`" for value in schema.get("enum", [schema.get("const")]))
    if "oneOf" in schema:
        return "one of several shapes"
    if "anyOf" in schema:
        return " or ".join(_type(each) for each in schema["anyOf"])
    found = schema["type"]
    if isinstance(found, list):
        return " or ".join(_type({**schema, "type": one}) for one in found)
    if found == "array":
        return _list(schema)
    if schema.get("additionalProperties"):
        return f"mapping to {_type(schema['additionalProperties'])}"
    return "date" if schema.get("format") == "date" else _WORDS[found]


def _list(schema: Schema) -> str:
    if "prefixItems" in schema:
        return f"pair of {' and '.join(map(_type, schema['prefixItems']))}"
    return f"list of {_type(schema['items'])}" if "items" in schema else "list"


def _schema() -> Iterator[str]:
    """All of it as one JSON Schema, a line each."""
    definitions = {**PARTS, **{f"output-{name}": shape.schema for name, shape in SHAPES.items()}}
    head = {"$schema": DIALECT, "$id": f"urn:vaulttool:{VERSION}"}
    lines = ",\n".join(f"{json.dumps(name)}: {json.dumps(schema)}" for name, schema in definitions.items())
    yield "## JSON Schema\n"
    yield 'With `"$ref": "#/$defs/output-today"` added at the top it judges the output of `today`; that of `watch` is'
    yield "judged line by line.\n"
    yield "```json"
    yield f'{json.dumps(head)[:-1]}, "$defs": {{\n{lines}\n}}}}'
    yield "```"


if __name__ == "__main__":
    print(reference(), end="")
