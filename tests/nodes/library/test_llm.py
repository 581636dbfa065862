"""Language models over OpenAI's API. The server here plays a hosted one, which costs money and is not at hand; a real
model answers in `tests/docker/test_images.py`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest

from nodes.library.llm import Chat, Complete, Embed
from nodes.sdk import InputProblem, Secret, ToolError
from nodes.sdk.messages import Chunk, Cost
from nodes.sdk.testing import run_tool
from tests.http_peer import serving


class Hosted(BaseHTTPRequestHandler):
    asked: list[tuple[str, dict[str, Any], str]] = []
    status = 200

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.asked.append((self.path, body, self.headers.get("Authorization", "")))
        if self.status != 200:
            return self.answer(self.status, json.dumps({"error": {"message": "no such model"}}), "application/json")
        if self.path.endswith("/embeddings"):
            rows = [{"index": i, "embedding": [float(i), 1.0]} for i in reversed(range(len(body["input"])))]
            return self.answer(200, json.dumps({"data": rows, "usage": {"total_tokens": 7}}), "application/json")
        key = "delta" if "chat" in self.path else "text"
        pieces = [{"choices": [{"delta": {"content": w}} if key == "delta" else {"text": w}]} for w in ("Ro", "me")]
        pieces += [{"choices": [{"finish_reason": "length"}]}, {"choices": [], "usage": {"total_tokens": 9}}]
        lines = "".join(f"data: {json.dumps(p)}\n\n" for p in pieces) + ": a comment\n\ndata: [DONE]\n\n"
        return self.answer(200, lines, "text/event-stream")

    def answer(self, status: int, text: str, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture
def hosted() -> Iterator[str]:
    Hosted.asked, Hosted.status = [], 200
    with serving(Hosted) as port:
        yield f"http://127.0.0.1:{port}/v1"


def test_tokens_are_streamed_counted_and_the_key_is_sent(hosted: str) -> None:
    made = run_tool(Chat, question="Italy?", system="Be brief.", address=hosted, key=Secret("K", "sk-1"), model="m")
    assert made.outputs == {"text": "Rome", "tokens": 9, "finished": False}
    assert [m.text for m in made.said if isinstance(m, Chunk)] == ["Ro", "me"]
    assert [m.tokens for m in made.said if isinstance(m, Cost)] == [9]
    path, body, key = Hosted.asked[0]
    assert (path, key, body["model"]) == ("/v1/chat/completions", "Bearer sk-1", "m")
    assert [m["role"] for m in body["messages"]] == ["system", "user"]


def test_a_completion_goes_the_other_way(hosted: str) -> None:
    made = run_tool(Complete, prompt="Italy:", address=hosted + "/", stop=["\n"], temperature=0, seed=1)
    assert made.outputs["text"] == "Rome"
    path, body, key = Hosted.asked[0]
    assert (path, key, body["stop"], body["seed"]) == ("/v1/completions", "", ["\n"], 1)


def test_vectors_come_in_the_order_of_the_texts(hosted: str) -> None:
    made = run_tool(Embed, texts=["a", "b"], address=hosted)
    assert made.outputs == {"vectors": [[0.0, 1.0], [1.0, 1.0]], "tokens": 7}


@pytest.mark.parametrize(
    ("status", "words"),
    [(401, "does not take the key"), (429, "too many requests"), (404, "answered 404: no such model")],
)
def test_refusals_are_told_in_words(hosted: str, status: int, words: str) -> None:
    Hosted.status = status
    with pytest.raises(ToolError, match=words):
        run_tool(Complete, prompt="x", address=hosted)


def test_without_an_address_it_says_where_there_is_one() -> None:
    with pytest.raises(InputProblem, match="there is no model here") as caught:
        run_tool(Complete, prompt="x")
    assert "iceos/node-llm" in caught.value.remedy
    with pytest.raises(InputProblem, match="no web address"):
        run_tool(Complete, prompt="x", address="model")
    with pytest.raises(ToolError, match="cannot be reached"):
        run_tool(Complete, prompt="x", address="http://127.0.0.1:9/v1")
