"""The API, version 1: routers, each over one store."""
