import gzip
from collections.abc import Sequence
from threading import Event, Thread

import zstandard

from services.web.saved_copies import SavedCopies, pack

EDITION, NEXT = ("version", 1), ("version", 2)
COPY = [b"the pages ", b"of a language" * 99]


class Writer:
    """Writes copies, and counts them."""

    def __init__(self, pieces: Sequence[bytes] = COPY) -> None:
        self.pieces = pieces
        self.written = 0

    def __call__(self) -> Sequence[bytes]:
        self.written += 1
        return self.pieces


def test_a_copy_is_written_once_an_edition() -> None:
    copies, write = SavedCopies(), Writer()

    kept = [copies.copy("en", edition, write) for edition in (EDITION, EDITION, NEXT)]

    assert write.written == 2
    assert kept[0] is kept[1] is not kept[2]


def test_each_language_has_a_copy_of_its_own() -> None:
    copies, write = SavedCopies(), Writer()

    for language in ("en", "ja", "en", "ja"):
        copies.copy(language, EDITION, write)

    assert write.written == 2


class SlowWriter(Writer):
    """Writes until it is told to end."""

    def __init__(self) -> None:
        super().__init__()
        self.begun, self.may_end = Event(), Event()

    def __call__(self) -> Sequence[bytes]:
        self.begun.set()
        self.may_end.wait(10)
        return super().__call__()


def test_while_one_thread_writes_others_are_not_kept_waiting() -> None:
    copies, slow = SavedCopies(), SlowWriter()
    thread = Thread(target=copies.copy, args=("en", EDITION, slow))
    thread.start()
    slow.begun.wait(10)

    meanwhile = [copies.copy(language, EDITION, Writer()) for language in ("en", "ja")]
    slow.may_end.set()
    thread.join()

    assert meanwhile == [None, None]
    assert copies.copy("en", EDITION, Writer()) == pack(COPY)


def test_a_copy_that_could_not_be_written_is_tried_again() -> None:
    copies = SavedCopies()

    def fail() -> Sequence[bytes]:
        raise LookupError

    for _ in range(2):
        try:
            copies.copy("en", EDITION, fail)
        except LookupError:
            continue

    assert copies.copy("en", EDITION, Writer()) is not None


def test_a_copy_is_the_same_however_it_is_packed() -> None:
    packed = pack(COPY)

    whole = b"".join(COPY)
    assert packed.body("identity") == whole
    assert zstandard.ZstdDecompressor().decompressobj().decompress(packed.body("zstd")) == whole
    assert gzip.decompress(packed.body("gzip")) == whole


def test_equal_copies_have_equal_names() -> None:
    assert pack(COPY) == pack(list(COPY))
    assert pack(COPY).entity_tag == pack([b"".join(COPY)]).entity_tag != pack([*COPY, b"."]).entity_tag
