"""Keeps the finished copies of the directory, packed: each is written once, for as long as nothing changes it."""

import zlib
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from hashlib import sha256
from threading import Lock

import zstandard

# The whole copy is looked back at, in tables of one megabyte: the tightest level takes twenty, which a worker would
# keep, and thirty times as long, to save six bytes in a hundred.
_PACKING = zstandard.ZstdCompressionParameters.from_level(12, window_log=21, hash_log=17, chain_log=17)
_GZIP = zlib.MAX_WBITS + 16
"""How zlib calls its format with gzip's frame around it."""


@dataclass(frozen=True, slots=True)
class PackedCopy:
    """A copy as it goes over the line."""

    entity_tag: str
    """Names what is in it, so that equal copies of two processes are the same to a browser."""
    zstd: bytes
    gzip: bytes

    def body(self, encoding: str) -> bytes:
        """Return the copy packed with `zstd` or `gzip`, or, for any other encoding, as it is."""
        if encoding == "identity":
            return zlib.decompress(self.gzip, wbits=_GZIP)
        return self.zstd if encoding == "zstd" else self.gzip


class SavedCopies:
    """The newest copy of each language, in this process."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[Hashable, PackedCopy]] = {}
        self._lock = Lock()

    def copy(self, language: str, edition: Hashable, write: Callable[[], Iterable[bytes]]) -> PackedCopy | None:
        """Return the copy of an edition in the language of slug `language`, written now where it is not there yet.

        None while another one is being written: one thread writes, and the others go on serving pages.
        """
        kept = self._kept.get(language)
        if kept is not None and kept[0] == edition:
            return kept[1]
        if not self._lock.acquire(blocking=False):
            return None
        try:
            packed = pack(write())
            self._kept[language] = (edition, packed)
            return packed
        finally:
            self._lock.release()


def pack(pieces: Iterable[bytes]) -> PackedCopy:
    """Pack a copy tightly, as it will be sent many times; piece by piece, so that it is never whole in memory."""
    digest, zstd = sha256(), zstandard.ZstdCompressor(compression_params=_PACKING).compressobj()
    gzip = zlib.compressobj(zlib.Z_BEST_COMPRESSION, wbits=_GZIP)
    in_zstd, in_gzip = bytearray(), bytearray()
    for piece in pieces:
        digest.update(piece)
        in_zstd += zstd.compress(piece)
        in_gzip += gzip.compress(piece)
    in_zstd += zstd.flush()
    in_gzip += gzip.flush()
    return PackedCopy(digest.hexdigest()[:20], bytes(in_zstd), bytes(in_gzip))
