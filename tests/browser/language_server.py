"""A language server, asked as an editor asks it: JSON-RPC over a pipe."""

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any


class LanguageServer:
    """A server that has begun, with one folder open."""

    def __init__(self, command: list[str], root: Path, settings: dict[str, Any]) -> None:
        self._process = subprocess.Popen(command, cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self._settings, self._last = settings, 0
        folder = {"uri": root.as_uri(), "name": "site"}
        able = {"workspace": {"configuration": True}, "textDocument": {"publishDiagnostics": {}}}
        asked = {"processId": None, "rootUri": root.as_uri(), "workspaceFolders": [folder], "capabilities": able}
        self._ask("initialize", asked)
        self._send({"method": "initialized", "params": {}})
        self._send({"method": "workspace/didChangeConfiguration", "params": {"settings": settings}})

    def diagnose(self, path: Path, language: str, text: str) -> list[tuple[int, str]]:
        """What it marks in a file as typed so far: line, from 1, and message."""
        item = {"uri": path.as_uri(), "languageId": language, "version": 1, "text": text}
        self._send({"method": "textDocument/didOpen", "params": {"textDocument": item}})
        while True:
            told = self._receive()
            if told.get("method") == "textDocument/publishDiagnostics" and told["params"]["uri"] == path.as_uri():
                return [(one["range"]["start"]["line"] + 1, one["message"]) for one in told["params"]["diagnostics"]]

    def complete(self, path: Path, line: int, column: int) -> dict[str, str]:
        """What it offers at a place of an open file, both from 1: label -> explanation."""
        place = {"line": line - 1, "character": column - 1}
        answer = self._ask("textDocument/completion", {"textDocument": {"uri": path.as_uri()}, "position": place})
        return {one["label"]: str(one.get("documentation") or "") for one in answer["items"]}

    def stop(self) -> None:
        """End the process."""
        self._process.kill()
        self._process.communicate()

    def _ask(self, method: str, params: dict[str, Any]) -> Any:
        self._last += 1
        self._send({"id": self._last, "method": method, "params": params})
        while True:
            told = self._receive()
            if told.get("id") == self._last and "method" not in told:
                assert "error" not in told, told
                return told["result"]

    def _receive(self) -> dict[str, Any]:
        """The next message; what the server asks for by itself is answered first."""
        stream = self._process.stdout
        assert stream
        size = 0
        while (line := stream.readline()) not in (b"\r\n", b""):
            name, _, value = line.partition(b":")
            if name.lower() == b"content-length":
                size = int(value)
        assert size, "the server has ended"
        told: dict[str, Any] = json.loads(stream.read(size))
        if "id" in told and "method" in told:
            answer: Any = None
            if told["method"] == "workspace/configuration":
                answer = [self._settings.get(item.get("section", ""), {}) for item in told["params"]["items"]]
            self._send({"id": told["id"], "result": answer})
        return told

    def _send(self, message: dict[str, Any]) -> None:
        stream = self._process.stdin
        assert stream
        data = json.dumps({"jsonrpc": "2.0", **message}).encode()
        stream.write(b"Content-Length: %d\r\n\r\n%s" % (len(data), data))
        stream.flush()


@contextmanager
def running(command: list[str], root: Path, settings: dict[str, Any]) -> Iterator[LanguageServer]:
    """A server, ended with the block."""
    server = LanguageServer(command, root, settings)
    try:
        yield server
    finally:
        server.stop()
