"""Language models behind any address that speaks OpenAI's API: hosted, on this machine, or in the image node-llm.

The API: https://platform.openai.com/docs/api-reference (completions, chat, embeddings; server-sent events).
"""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field

from nodes.sdk import CONFIG, ONE_OR_MANY, Context, Fields, Group, Multiline, Secret, Tool, hints

MORE = Group("More options")


class _Asking(Fields):
    address: Annotated[str, CONFIG] = Field(
        "",
        description="Of a server that speaks OpenAI's API, such as https://api.openai.com/v1. "
        "Empty in the image node-llm, which has a model of its own.",
    )
    model: Annotated[str, CONFIG] = Field("", description="Which of the server's models; empty takes its usual one.")
    key: Secret | None = Field(None, description="A secret, sent as Authorization: Bearer …")


class _Writing(_Asking):
    most_tokens: Annotated[int, CONFIG] = Field(
        256, ge=1, le=1_000_000, title="Most tokens", description="Then it ends."
    )
    temperature: Annotated[float, CONFIG, MORE] = Field(0.7, ge=0, le=2, description="0 always takes the likeliest.")
    stop: Annotated[list[str], CONFIG, MORE] = Field([], description="Texts that end the answer.")
    seed: Annotated[int | None, CONFIG, MORE] = Field(None, description="The same seed gives the same again, mostly.")
    timeout_s: Annotated[float, CONFIG, MORE] = Field(
        120, gt=0, title="Timeout (s)", description="How long the server may say nothing."
    )


class _Written(Fields):
    text: str = Field(description="What the model wrote.")
    tokens: int = Field(description="Of prompt and answer together.")
    finished: bool = Field(description="False where the limit of tokens ended it.")


class Complete(Tool):
    """Let a language model go on with a text.

    Good for models that were only trained on text: show it by examples what you want, and end with the beginning
    of the answer. The tokens appear while they are written, and count against the budget of the chain.
    """

    name = "llm.complete"
    title = "Complete text"
    category = "Language models"
    icon = "text-cursor-input"
    keywords = ("llm", "gpt", "openai", "llama", "generate")
    effects = frozenset({"network"})

    class Inputs(_Writing):
        prompt: Annotated[str, Multiline()] = Field(min_length=1, description="The text to go on with.")

    class Outputs(_Written):
        pass

    async def run(self, inputs: Inputs, ctx: Context) -> dict[str, Any]:
        from nodes.library.llm.client import written

        return await written(inputs, ctx, "completions", {"prompt": inputs.prompt})


class Chat(Tool):
    """Ask a language model that was trained for conversation.

    *System* says who it is and what rules it follows. The tokens appear while they are written, and count against
    the budget of the chain.
    """

    name = "llm.chat"
    title = "Ask a model"
    category = "Language models"
    icon = "message-square"
    keywords = ("llm", "gpt", "openai", "llama", "chat", "assistant")
    effects = frozenset({"network"})

    class Inputs(_Writing):
        question: Annotated[str, Multiline()] = Field(min_length=1, description="What it is asked.")
        system: Annotated[str, Multiline()] = Field("", description="Rules for its answers.")

    class Outputs(_Written):
        pass

    async def run(self, inputs: Inputs, ctx: Context) -> dict[str, Any]:
        messages = []
        if inputs.system:
            messages.append({"role": "system", "content": inputs.system})
        messages.append({"role": "user", "content": inputs.question})
        from nodes.library.llm.client import written

        return await written(inputs, ctx, "chat/completions", {"messages": messages})


class Embed(Tool):
    """Turn texts into vectors: texts of like meaning get vectors that are near to each other."""

    name = "llm.embed"
    title = "Embed texts"
    category = "Language models"
    icon = "waypoints"
    keywords = ("llm", "embedding", "vector", "openai")
    effects = frozenset({"network"})

    class Inputs(_Asking):
        texts: Annotated[list[str], ONE_OR_MANY] = Field(
            min_length=1, description="One vector for each.", json_schema_extra=hints.AS_PORT.entry(True)
        )

    class Outputs(Fields):
        vectors: list[list[float]] = Field(description="In the order of the texts.")
        tokens: int

    async def run(self, inputs: Inputs, ctx: Context) -> dict[str, Any]:
        from nodes.library.llm.client import embedded

        vectors, tokens = await embedded(inputs)
        ctx.cost(tokens=tokens)
        return {"vectors": vectors, "tokens": tokens}
