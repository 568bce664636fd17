"""The server: what the client says and asks, led to the module that answers. Nothing is worked out here.

No question ends it: what goes wrong is logged, and the answer is empty.
"""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Callable, Iterable
from contextlib import closing
from functools import wraps
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from lsprotocol import types
from pygls import uris
from pygls.exceptions import JsonRpcInvalidParams
from pygls.lsp.server import LanguageServer

from vaulttool import __version__
from vaulttool.core.file_names import CONFIG_NAME
from vaulttool.errors import ConfigError, VaultToolError, WriteRefused
from vaulttool.lsp import actions, completion, findings, hover, links, renaming, symbols
from vaulttool.lsp.client import client_of
from vaulttool.lsp.vault import OpenVault, TodayIn, View
from vaulttool.lsp.vaults import Vaults

DEBOUNCE = 0.2
"""Seconds of no typing before the findings are worked out anew."""

P = ParamSpec("P")
R = TypeVar("R")


class Server(LanguageServer):
    """The language server over these vaults."""

    def __init__(self, vaults: Vaults) -> None:
        super().__init__("vaulttool", __version__, types.TextDocumentSyncKind.Full)
        self.vaults = vaults
        self._waiting: dict[Path, asyncio.TimerHandle] = {}
        self._told: dict[Path, str] = {}

    def log(self, message: str) -> None:
        """One line in the client's log."""
        self.window_log_message(types.LogMessageParams(types.MessageType.Warning, message))

    def look_again(self) -> None:
        """Have every vault read anew before the next answer; an index that was damaged is built anew then."""
        for vault in self.vaults:
            vault.look_again()

    def view(self, uri: str) -> View | None:
        """The open note, None for what is none of a vault."""
        found = self.vaults.find(uri)
        return found[0].view(found[1]) if found else None

    def publish_soon(self, vault: OpenVault | None, delay: float = DEBOUNCE) -> None:
        """Show the findings of a vault's open notes once nobody has typed for a while."""
        if vault is None:
            return
        if waiting := self._waiting.pop(vault.root, None):
            waiting.cancel()
        loop = asyncio.get_running_loop()
        self._waiting[vault.root] = loop.call_later(delay, _guarded(self, lambda: self.publish(vault), None))

    def publish(self, vault: OpenVault) -> None:
        """Show the findings of a vault's open notes now."""
        views = {path: self._view_of(vault, path) for path in vault.open}
        self._tell_trouble(vault)
        for path, shown in vault.open.items():
            view = views[path]
            self._show(shown.uri, shown.version, findings.diagnostics(view) if view else [])

    def clear(self, uri: str) -> None:
        """Show no findings of a file."""
        self._show(uri, None, [])

    def _view_of(self, vault: OpenVault, path: str) -> View | None:
        try:
            return vault.view(path)
        except VaultToolError:
            return None

    def _tell_trouble(self, vault: OpenVault) -> None:
        """Say once why the vault cannot be read; faults of its settings are shown in their file."""
        trouble = vault.trouble
        wrong = findings.settings_diagnostics(trouble) if isinstance(trouble, ConfigError) else []
        message = f"{trouble.message}; {trouble.remedy}" if trouble else ""
        if message != self._told.get(vault.root, ""):
            self._told[vault.root] = message
            self._show(vault.uri(CONFIG_NAME), None, wrong)
            if message:
                self.window_show_message(types.ShowMessageParams(types.MessageType.Warning, f"vaulttool: {message}"))

    def _show(self, uri: str, version: int | None, found: list[types.Diagnostic]) -> None:
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, found, version))


def run(today_in: TodayIn, named: Path | None, usual: Path | None) -> None:
    """Answer one client until it ends. pygls closes the output it is given, so it gets one of its own."""
    vaults = Vaults(today_in, named, usual)
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb") as out, closing(vaults):
        made(vaults).start_io(sys.stdin.buffer, out)


def made(vaults: Vaults) -> Server:
    """The server with all its answers."""
    server = Server(vaults)
    _begins(server)
    _hears(server)
    _answers(server)
    _changes(server)
    return server


def _guarded(server: Server, function: Callable[P, R], empty: R) -> Callable[P, R]:
    """The function; what goes wrong in it is logged, and `empty` is its answer then."""

    @wraps(function)
    def safely(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return function(*args, **kwargs)
        except JsonRpcInvalidParams:
            raise
        except VaultToolError as error:
            server.look_again()
            server.log(error.message)
        except Exception as error:
            import traceback

            server.log(f"a fault of vaulttool: {error!r}\n{traceback.format_exc()}")
        return empty

    return safely


def _feature(server: Server, name: str, options: Any = None) -> Callable[[Callable[[Any], Any]], None]:
    """Have the function answer the client's word `name`."""

    def take(function: Callable[[Any], Any]) -> None:
        server.feature(name, options)(_guarded(server, function, None))

    return take


def _begins(server: Server) -> None:
    """What the client can do, and which folders it has open."""
    vaults = server.vaults

    @_feature(server, types.INITIALIZE)
    def initialize(params: types.InitializeParams) -> None:
        vaults.client = client_of(params.capabilities, _encoding(server))
        vaults.folders = list(_folders(server))

    @_feature(server, types.INITIALIZED)
    def initialized(params: types.InitializedParams) -> None:
        if vaults.client.watches:
            server.client_register_capability(_watched())

    @_feature(server, types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS)
    def folders(params: types.DidChangeWorkspaceFoldersParams) -> None:
        vaults.folders = list(_folders(server))


def _hears(server: Server) -> None:
    """What the client tells of files: opened, typed in, saved, closed, changed on the disk."""
    vaults = server.vaults

    @_feature(server, types.TEXT_DOCUMENT_DID_OPEN)
    def opened(params: types.DidOpenTextDocumentParams) -> None:
        document = params.text_document
        _look_again(server, vaults.show(document.uri, document.text, document.version), 0)

    @_feature(server, types.TEXT_DOCUMENT_DID_CHANGE)
    def typed(params: types.DidChangeTextDocumentParams) -> None:
        document = params.text_document
        text = server.workspace.get_text_document(document.uri).source
        server.publish_soon(vaults.change(document.uri, text, document.version))

    @_feature(server, types.TEXT_DOCUMENT_DID_SAVE)
    def saved(params: types.DidSaveTextDocumentParams) -> None:
        found = vaults.find(params.text_document.uri)
        _look_again(server, found[0] if found else None)

    @_feature(server, types.TEXT_DOCUMENT_DID_CLOSE)
    def closed(params: types.DidCloseTextDocumentParams) -> None:
        vault = vaults.hide(params.text_document.uri)
        if vault:
            server.clear(params.text_document.uri)
            server.publish_soon(vault)

    @_feature(server, types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def changed(params: types.DidChangeWatchedFilesParams) -> None:
        files = [file for one in params.changes if (file := uris.to_fs_path(one.uri))]
        for vault in vaults:
            if any(Path(file).is_relative_to(vault.root) for file in files):
                _look_again(server, vault)


def _answers(server: Server) -> None:
    """What the client asks about a place or a note."""

    @_feature(server, types.TEXT_DOCUMENT_COMPLETION, types.CompletionOptions(list(completion.TRIGGERS)))
    def complete(params: types.CompletionParams) -> types.CompletionList | None:
        return _at(server, params, completion.complete)

    @_feature(server, types.TEXT_DOCUMENT_HOVER)
    def hovered(params: types.HoverParams) -> types.Hover | None:
        return _at(server, params, hover.hover)

    @_feature(server, types.TEXT_DOCUMENT_DEFINITION)
    def definition(params: types.DefinitionParams) -> list[types.Location] | None:
        return _at(server, params, links.definition)

    @_feature(server, types.TEXT_DOCUMENT_REFERENCES)
    def references(params: types.ReferenceParams) -> list[types.Location] | None:
        return _at(server, params, links.references)

    @_feature(server, types.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
    def outline(params: types.DocumentSymbolParams) -> list[types.DocumentSymbol] | None:
        view = server.view(params.text_document.uri)
        return symbols.outline(view) if view else None

    @_feature(server, types.WORKSPACE_SYMBOL)
    def notes(params: types.WorkspaceSymbolParams) -> list[types.WorkspaceSymbol]:
        return [one for vault in server.vaults for one in symbols.notes_named(vault, params.query)]


def _changes(server: Server) -> None:
    """What the client asks to have changed: it makes the edits itself."""

    @_feature(server, types.TEXT_DOCUMENT_CODE_ACTION, types.CodeActionOptions(list(actions.KINDS)))
    def act(params: types.CodeActionParams) -> list[types.CodeAction] | None:
        view = server.view(params.text_document.uri)
        if view is None:
            return None
        start, end = view.places.offset(params.range.start), view.places.offset(params.range.end)
        only = params.context.only
        return actions.actions(view, start, end, [str(getattr(k, "value", k)) for k in only] if only else None)

    @_feature(server, types.TEXT_DOCUMENT_PREPARE_RENAME)
    def prepare(params: types.PrepareRenameParams) -> types.PrepareRenamePlaceholder | None:
        return _at(server, params, renaming.prepare)

    @_feature(server, types.TEXT_DOCUMENT_RENAME, types.RenameOptions(prepare_provider=True))
    def rename(params: types.RenameParams) -> types.WorkspaceEdit | None:
        try:
            return _at(server, params, lambda view, offset: renaming.rename(view, offset, params.new_name))
        except WriteRefused as refused:
            raise JsonRpcInvalidParams(refused.message) from refused


def _at(server: Server, params: Any, answer: Callable[[View, int], R]) -> R | None:
    """The answer about a place in an open note."""
    view = server.view(params.text_document.uri)
    return answer(view, view.places.offset(params.position)) if view else None


def _look_again(server: Server, vault: OpenVault | None, delay: float = DEBOUNCE) -> None:
    """The vault may have changed on the disk."""
    if vault:
        vault.look_again()
        server.publish_soon(vault, delay)


def _encoding(server: Server) -> str:
    """What the client and pygls agreed to count characters in."""
    agreed = server.workspace.position_encoding
    return str(getattr(agreed, "value", agreed) or "utf-16")


def _folders(server: Server) -> Iterable[Path]:
    workspace = server.workspace
    addresses = [folder.uri for folder in workspace.folders.values()] or [workspace.root_uri or ""]
    return (Path(os.path.abspath(file)) for one in addresses if (file := uris.to_fs_path(one)))


def _watched() -> types.RegistrationParams:
    """Notes and settings, wherever they are."""
    watchers = [types.FileSystemWatcher(glob) for glob in ("**/*.md", f"**/{CONFIG_NAME}")]
    options = types.DidChangeWatchedFilesRegistrationOptions(watchers)
    name = types.WORKSPACE_DID_CHANGE_WATCHED_FILES
    return types.RegistrationParams([types.Registration("vaulttool-files", name, options)])
