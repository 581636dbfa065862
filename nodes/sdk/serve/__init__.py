"""Tools as a server that honours the node contract (``docs/node-contract.md``).

``python -m nodes.sdk.serve MODULE`` is what runs inside of a node image.
"""

from nodes.sdk.serve.app import application

__all__ = ["application"]
