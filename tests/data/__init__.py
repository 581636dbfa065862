"""Where data of earlier builds lies."""

from pathlib import Path

PACKED_1 = Path(__file__).parent / "packed-1.tar.gz"
