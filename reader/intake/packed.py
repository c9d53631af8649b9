"""What comes packed: unpacked up to a limit, and never more of it held than that.

A file of 32 KB can unpack to 32 MB, and one packed twice to a terabyte: so the limit is on what
comes out, and is asked after every piece.
"""

from __future__ import annotations

import zlib

from reader.errors import SourceError

GZIP_SIGNATURE = b"\x1f\x8b"
MAX_RATIO = 200  # pages pack to a quarter or a tenth; deflate itself stops at 1,032
FREE_BYTES = 1_000_000  # below this the ratio does not matter
_PIECE_BYTES = 256 * 1024
_WITH_GZIP_HEADER = 16 + zlib.MAX_WBITS


def gunzip(packed: bytes, limit: int) -> bytes:
    """What gzip packed, all of its members; rubbish after the last is left.

    Args:
        packed: the bytes.
        limit: how many bytes may come out.

    Raises:
        SourceError: it is damaged or cut off, or more would come out than the limit or than
            any page holds.
    """
    pieces: list[bytes] = []
    size, members, rest = 0, 0, packed
    while rest.startswith(GZIP_SIGNATURE) or not members:
        members += 1
        engine = zlib.decompressobj(_WITH_GZIP_HEADER)
        try:
            while not engine.eof:
                piece = engine.decompress(rest, _PIECE_BYTES)
                rest = engine.unconsumed_tail
                size += len(piece)
                pieces.append(piece)
                if size > limit:
                    raise SourceError(
                        f"unpacks to more than the limit of {limit / 1e6:.0f} MB",
                        remedy="an article is text: unpack it yourself and look at it",
                    )
                if size > FREE_BYTES and size > MAX_RATIO * len(packed):
                    raise SourceError(
                        f"unpacks to over {MAX_RATIO} times its size, as no article does",
                        remedy="unpack it yourself and look at it",
                    )
                if not piece and not rest and not engine.eof:
                    raise SourceError("packed with gzip, and cut off", remedy="get it again")
        except zlib.error as error:
            if members > 1:
                break
            raise SourceError("packed with gzip, and damaged", remedy="get it again") from error
        rest = engine.unused_data
    return b"".join(pieces)
