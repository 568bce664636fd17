"""Which vault an open file belongs to, and the vaults that are open. What a vault says is `vault`'s."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from pygls import uris

from vaulttool.core.file_names import CONFIG_NAME
from vaulttool.errors import NoVault
from vaulttool.lsp.client import Client
from vaulttool.lsp.vault import OpenText, OpenVault, TodayIn
from vaulttool.vault import find_vault


class Vaults:
    """The open vaults. With `named` only files of that vault are looked at; `usual` is one to try last."""

    def __init__(self, today_in: TodayIn, named: Path | None = None, usual: Path | None = None) -> None:
        self.client = Client()
        self.folders: list[Path] = []
        """The folders that the client has open."""
        self._today_in = today_in
        self._named = named
        self._usual = usual
        self._vaults: dict[Path, OpenVault] = {}
        self._files: dict[str, tuple[OpenVault, str]] = {}

    def __iter__(self) -> Iterator[OpenVault]:
        return iter(self._vaults.values())

    def show(self, uri: str, text: str, version: int | None) -> OpenVault | None:
        """A file was opened; its vault, None when it belongs to none."""
        place = self._place(uri)
        if place is None:
            return None
        self._files[uri] = place
        return self.change(uri, text, version)

    def change(self, uri: str, text: str, version: int | None) -> OpenVault | None:
        """Something was typed in an open file; its vault, None when it belongs to none."""
        vault, path = self._files.get(uri, (None, ""))
        if vault:
            vault.open[path] = OpenText(uri, text, version)
        return vault

    def hide(self, uri: str) -> OpenVault | None:
        """A file was closed."""
        vault, path = self._files.pop(uri, (None, ""))
        if vault:
            vault.open.pop(path, None)
        return vault

    def find(self, uri: str) -> tuple[OpenVault, str] | None:
        """Vault and path of an open file."""
        return self._files.get(uri)

    def close(self) -> None:
        """Let go of all of them."""
        for vault in self:
            vault.close()

    def _place(self, uri: str) -> tuple[OpenVault, str] | None:
        file = uris.to_fs_path(uri)
        if not file or "\0" in file or not file.lower().endswith(".md"):
            return None
        for root in self._roots(Path(os.path.abspath(file))):
            path = _below(Path(os.path.abspath(file)), root) or _below(_real(file), _real(root))
            if path:
                return self._vaults.setdefault(root, OpenVault(root, self._today_in, self.client)), path
        return None

    def _roots(self, file: Path) -> Iterator[Path]:
        """The folders that may be its vault, the likeliest first."""
        if self._named:
            yield self._named
            return
        yield from [folder for folder in file.parents if os.path.lexists(folder / CONFIG_NAME)][:1]
        for folder in self.folders:
            if file.is_relative_to(folder):
                with suppress(NoVault):
                    yield find_vault(None, {}, folder)
        if self._usual:
            yield self._usual


def _below(file: Path, root: Path) -> str:
    """The path of a file in a vault, `""` when it is not in it."""
    return file.relative_to(root).as_posix() if file.is_relative_to(root) else ""


def _real(file: str | Path) -> Path:
    return Path(os.path.realpath(file))
