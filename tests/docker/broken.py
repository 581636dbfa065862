"""A server that says it honours the contract and does not: standard library only."""

import json
import os
import socketserver
from http.server import BaseHTTPRequestHandler

MODE = os.environ.get("MODE", "")
SCHEMA = {
    "openapi": "3.1.0",
    "info": {"title": "broken", "version": "1.0.0"},
    "paths": {"/go": {"post": {"operationId": "go", "responses": {"200": {"content": {"application/json": {
        "schema": {"type": "object", "properties": {"answer": {"type": "string"}}}}}}}}},
        "/link": {"post": {"operationId": "link", "responses": {"200": {"content": {"application/json": {
            "schema": {"type": "object", "properties": {"stolen": {"x-iceos-type": "file"}}}}}}}}}},
}  # fmt: skip


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/healthz" and MODE == "failed":
            return self.answer(503, b'{"status": "failed", "detail": "the model file is damaged"}')
        if self.path == "/openapi.json":
            return self.answer(200, b"{not json" if MODE == "schema" else json.dumps(SCHEMA).encode())
        return self.answer(200, b"{}")

    def do_POST(self) -> None:
        if self.path == "/link":
            os.symlink("/etc/passwd", os.environ["ICEOS_FILES"] + "/stolen")
            name = "../s" if MODE == "climb" else "stolen"
            return self.answer(200, json.dumps({"stolen": {"$file": {"path": name}, "image": False}}).encode())
        return self.answer(200, b"<html>this is no JSON</html>" if MODE == "answer" else b'["a list"]')

    def answer(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def address_string(self) -> str:
        return "caller"


class Server(socketserver.ThreadingUnixStreamServer):
    def get_request(self):  # type: ignore[no-untyped-def]
        request, _ = super().get_request()
        return request, ("caller", 0)


path = os.environ["ICEOS_UDS"]
server = Server(path, Handler)
os.chmod(path, 0o666)
server.serve_forever()
