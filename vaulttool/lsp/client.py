"""What the client can do, as it said when it began."""

from __future__ import annotations

from lsprotocol import types
from msgspec import Struct


class Client(Struct, frozen=True):
    """`encoding`: what it counts characters in. `versioned`: it takes edits that name a text's version.

    `renames`, `creates`: edits may rename and make files. `watches`: it tells of files that changed on the disk.
    """

    encoding: str = "utf-16"
    versioned: bool = False
    renames: bool = False
    creates: bool = False
    watches: bool = False


def client_of(capabilities: types.ClientCapabilities, encoding: str) -> Client:
    """The client of these capabilities."""
    workspace = capabilities.workspace
    edit = workspace.workspace_edit if workspace else None
    watched = workspace.did_change_watched_files if workspace else None
    operations = set(edit.resource_operations or ()) if edit else set()
    versioned = bool(operations or (edit and edit.document_changes))
    return Client(
        encoding,
        versioned,
        types.ResourceOperationKind.Rename in operations,
        types.ResourceOperationKind.Create in operations,
        bool(watched and watched.dynamic_registration),
    )
