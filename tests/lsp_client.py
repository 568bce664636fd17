"""An editor for tests: it starts the language server as a process, speaks JSON-RPC to it, and makes the edits it gets.

Nothing of the server's own library is used. Positions are counted in UTF-16, as the protocol has it by default.
"""

from __future__ import annotations

import json
import queue
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

DAY = "2026-12-02"
"""A Wednesday."""

WAIT = 20.0

CAPABILITIES: dict[str, Any] = {
    "workspace": {
        "workspaceEdit": {"documentChanges": True, "resourceOperations": ["create", "rename", "delete"]},
        "didChangeWatchedFiles": {"dynamicRegistration": True},
    },
    "textDocument": {},
}


class Editor:
    """A client with one folder open. The sign `¦` in a text is the cursor; the server never sees it."""

    def __init__(self, folder: Path, cache: Path, capabilities: dict[str, Any] | None = None) -> None:
        self.folder = folder
        self.texts: dict[str, str] = {}
        self.version = 0
        self._number = 0
        self._answers: dict[int, dict[str, Any]] = {}
        self._heard: queue.Queue[dict[str, Any]] = queue.Queue()
        self.log: list[dict[str, Any]] = []
        command = [sys.executable, "-m", "vaulttool", "lsp", "--stdio", "--today", DAY]
        environment = {"XDG_CACHE_HOME": str(cache), "HOME": str(cache), "PATH": "", "LANG": "C.UTF-8"}
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=cache.parent, env=environment,
            stderr=subprocess.DEVNULL,
        )  # fmt: skip
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()
        wish = {"processId": None, "rootUri": folder.as_uri(), "capabilities": capabilities or CAPABILITIES}
        self.can = self.ask("initialize", wish)["capabilities"]
        self.tell("initialized", {})

    def uri(self, path: str) -> str:
        """The address of a file of the folder."""
        return (self.folder / path).as_uri()

    def show(self, path: str, text: str | None = None) -> dict[str, Any]:
        """Open a file, with what it holds or another text; the place of the cursor in it."""
        text = (self.folder / path).read_bytes().decode() if text is None else text
        return self.type(path, text)

    def type(self, path: str, marked: str) -> dict[str, Any]:
        """Have the file, opened if it is not, say this; the place of the cursor in it."""
        text = marked.replace("¦", "")
        is_open, self.version = path in self.texts, self.version + 1
        self.texts[path] = text
        document = {"uri": self.uri(path), "version": self.version}
        if is_open:
            self.tell("textDocument/didChange", {"textDocument": document, "contentChanges": [{"text": text}]})
        else:
            opened = {**document, "languageId": "markdown", "text": text}
            self.tell("textDocument/didOpen", {"textDocument": opened})
        return self.place(path, marked)

    def place(self, path: str, marked: str) -> dict[str, Any]:
        """Where the cursor stands in a text that is marked."""
        before = marked.partition("¦")[0]
        line = before.count("\n")
        position = {"line": line, "character": len(before.rpartition("\n")[2].encode("utf-16-le")) // 2}
        return {"textDocument": {"uri": self.uri(path)}, "position": position}

    def save(self, path: str) -> None:
        """Write the text to the disk and say so."""
        (self.folder / path).write_bytes(self.texts[path].encode())
        self.tell("textDocument/didSave", {"textDocument": {"uri": self.uri(path)}})

    def close(self, path: str) -> None:
        """Close a file."""
        self.texts.pop(path)
        self.tell("textDocument/didClose", {"textDocument": {"uri": self.uri(path)}})

    def findings(self, path: str) -> list[dict[str, Any]]:
        """The next findings that the server shows of this version of a file, or of a file without one."""
        while True:
            told = self.hear("textDocument/publishDiagnostics")
            if told["uri"] == self.uri(path) and told.get("version") in (self.version, None):
                found: list[dict[str, Any]] = told["diagnostics"]
                return found

    def rules(self, path: str) -> list[str]:
        """The rules of these findings, in the order of their places."""
        found = sorted(self.findings(path), key=lambda one: str(one["range"]["start"]))
        return [str(one["code"]) for one in found]

    def hear(self, method: str) -> dict[str, Any]:
        """The next word of this kind from the server."""
        while True:
            message = self._heard.get(timeout=WAIT)
            if message["method"] == method:
                found: dict[str, Any] = message["params"]
                return found

    def text_at(self, path: str, span: dict[str, Any]) -> str:
        """What stands in a range of an open file."""
        text = self.texts[path]
        return text[offset(text, span["start"]) : offset(text, span["end"])]

    def complete(self, path: str, marked: str) -> dict[str, str]:
        """What is offered at the cursor: label -> the whole text after it was chosen."""
        place = self.type(path, marked)
        items = self.ask("textDocument/completion", place)["items"]
        return {item["label"]: edited(self.texts[path], [item["textEdit"]]) for item in items}

    def actions(self, path: str, marked: str, *only: str) -> dict[str, dict[str, Any]]:
        """What can be done at the cursor: title -> action."""
        place = self.type(path, marked)
        context: dict[str, Any] = {"diagnostics": [], **({"only": list(only)} if only else {})}
        wish = {**place, "range": {"start": place["position"], "end": place["position"]}, "context": context}
        return {one["title"]: one for one in self.ask("textDocument/codeAction", wish) or []}

    def made(self, edit: dict[str, Any]) -> dict[str, str]:
        """Path -> text of the files that an edit of the server would leave, `""` for one that is gone."""
        found: dict[str, str] = {}
        for change in edit["documentChanges"]:
            kind = change.get("kind")
            if kind == "create":
                found[self._path(change["uri"])] = ""
            elif kind == "rename":
                old, new = self._path(change["oldUri"]), self._path(change["newUri"])
                found[new] = found.get(old) or self._text(old)
                found[old] = ""
            else:
                path = self._path(change["textDocument"]["uri"])
                before = found[path] if path in found else self._text(path)
                found[path] = edited(before, change["edits"])
        return found

    def _path(self, uri: str) -> str:
        from urllib.parse import unquote, urlsplit

        return Path(unquote(urlsplit(uri).path)).relative_to(self.folder).as_posix()

    def _text(self, path: str) -> str:
        return self.texts[path] if path in self.texts else (self.folder / path).read_bytes().decode()

    def ask(self, method: str, params: dict[str, Any]) -> Any:
        """The answer to a question; `Refusal` when there is an error in its place."""
        self._number += 1
        self._send({"id": self._number, "method": method, "params": params})
        while self._number not in self._answers:
            self._heard.put(self._heard.get(timeout=WAIT))
        answer = self._answers[self._number]
        if "error" in answer:
            raise Refusal(answer["error"]["message"])
        return answer["result"]

    def tell(self, method: str, params: dict[str, Any]) -> None:
        """Say something without a question."""
        self._send({"method": method, "params": params})

    def end(self) -> int:
        """Shut the server down; its exit status."""
        if self._process.poll() is None:
            self.ask("shutdown", {})
            self.tell("exit", {})
        assert self._process.stdin
        self._process.stdin.close()
        status = self._process.wait(WAIT)
        self._listener.join(WAIT)
        return status

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self._process.stdin.flush()

    def _listen(self) -> None:
        """Take what the server says: answers by number, everything else in order."""
        stream = self._process.stdout
        assert stream
        while line := stream.readline():
            length = int(line.split(b":")[1]) if line.lower().startswith(b"content-length") else 0
            while line.strip():
                line = stream.readline()
                if line.lower().startswith(b"content-length"):
                    length = int(line.split(b":")[1])
            self._take(json.loads(stream.read(length)))
        stream.close()

    def _take(self, message: dict[str, Any]) -> None:
        if "method" not in message:
            self._answers[message["id"]] = message
            self._heard.put({"method": "answer", "params": {}})
            return
        if message["method"] == "window/logMessage":
            self.log.append(message["params"])
        if "id" in message:
            self._send({"id": message["id"], "result": None})
        self._heard.put(message)


class Refusal(Exception):
    """The server's answer was an error."""


def offset(text: str, position: dict[str, int]) -> int:
    """The place in a text of a line and a character in UTF-16."""
    lines = text.split("\n")
    before = sum(len(line) + 1 for line in lines[: position["line"]])
    line = lines[position["line"]] if position["line"] < len(lines) else ""
    return before + len(line.encode("utf-16-le")[: 2 * position["character"]].decode("utf-16-le"))


def edited(text: str, edits: list[dict[str, Any]]) -> str:
    """The text with all edits made, which do not overlap."""
    spans = [(offset(text, e["range"]["start"]), offset(text, e["range"]["end"]), e["newText"]) for e in edits]
    for start, end, new in sorted(spans, reverse=True):
        text = text[:start] + new + text[end:]
    return text
