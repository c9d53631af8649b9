"""Files and folders -> raw articles; what cannot become one is refused with its reason."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from reader.errors import SourceError
from reader.intake.decoding import decode
from reader.intake.mhtml import is_mhtml, page_of
from reader.intake.packed import GZIP_SIGNATURE, gunzip
from reader.intake.sniffing import sniff
from reader.intake.sources import SOURCES_NAME
from reader.model.article import MediaType, RawArticle
from reader.model.text import count_controls, without_controls

MAX_BYTES = 32 * 1024 * 1024  # the largest pages of the web archive are under 10 MB
SUFFIXES = frozenset(
    (
        ".txt",
        ".text",
        ".asc",
        ".md",
        ".markdown",
        ".mdown",
        ".mkd",
        ".html",
        ".htm",
        ".xhtml",
        ".shtml",
        ".mhtml",
        ".mht",
    )
)
# What a binary file begins with: a clearer reason than "control characters".
_SIGNATURES = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"\x28\xb5\x2f\xfd", "packed with zstd: unpack it first"),
    (b"BZh9", "packed with bzip2: unpack it first"),
    (b"\xfd7zXZ\x00", "packed with xz: unpack it first"),
    (b"bplist00", "a web archive of Safari: save the page as its source"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"SQLite format 3\x00", "a database"),
    (b"\x7fELF", "a program"),
)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Something that was not taken in, and why."""

    name: str
    error: SourceError


def gather(paths: Sequence[Path]) -> tuple[tuple[Path, ...], tuple[Refusal, ...]]:
    """The files that `paths` name, in order, each once; and what was refused.

    A folder stands for the files below it whose suffix is one of `SUFFIXES` (with `.gz` after
    it or not), or that have none, sorted by name. Hidden files and `SOURCES.toml` are skipped;
    links that lead out of the folder, and what is no regular file, are refused. A folder
    without an article is refused too.
    """
    files: dict[Path, None] = {}
    refusals: list[Refusal] = []
    for path in paths:
        if not path.is_dir():
            error = _refusal(path)
            if error is None:
                files[path] = None
            else:
                refusals.append(Refusal(str(path), error))
            continue
        found = list(_below(path, refusals))
        files.update(dict.fromkeys(found))
        if not found:
            remedy = "name a folder that holds .txt, .md or .html files"
            error = SourceError("no article in this folder", where=str(path), remedy=remedy)
            refusals.append(Refusal(str(path), error))
    return tuple(files), tuple(refusals)


def read(
    path: Path,
    *,
    media_type: MediaType | None = None,
    hints: Mapping[str, str] | None = None,
    repair: bool = False,
) -> RawArticle:
    """The file at `path` as a raw article.

    Args:
        path: a regular file, or a link to one.
        media_type: what it is, or None to tell from its name and text.
        hints: metadata known from beside it (`sources.hints_for`).
        repair: whether letters that were decoded twice are mended.

    Raises:
        SourceError: missing, not a regular file, unreadable, empty, too large, no text.
    """
    error = _refusal(path)
    if error is not None:
        raise error
    try:
        # O_NONBLOCK: should the file have become a FIFO since it was looked at, opening it
        # must not wait for a writer.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
        with os.fdopen(descriptor, "rb") as file:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise SourceError("not a regular file", where=str(path))
            content = file.read(MAX_BYTES + 1)
    except OSError as caught:
        raise SourceError(
            f"cannot be read ({caught.strerror})", where=str(path), remedy="check its permissions"
        ) from caught
    return read_stream(
        content,
        path.name,
        path=str(path),
        media_type=media_type,
        hints=hints,
        where=str(path),
        repair=repair,
    )


def read_stream(
    data: bytes,
    name: str,
    *,
    path: str | None = None,
    media_type: MediaType | None = None,
    hints: Mapping[str, str] | None = None,
    charset: str | None = None,
    where: str | None = None,
    repair: bool = False,
) -> RawArticle:
    """Bytes that came from anywhere as a raw article.

    What gzip packed is unpacked, and of a web archive (MHTML) the page is taken: those bytes
    are then the article's.

    Args:
        data: the bytes.
        name: how the user knows them (a file's name, an address, `-`).
        path: where they were read from, or None.
        media_type: what they are, or None to tell from the name and the text.
        hints: metadata known from beside them.
        charset: an encoding that came with them, or None.
        where: what an error names, by default `name`.
        repair: whether letters that were decoded twice are mended.

    Raises:
        SourceError: empty, too large, or no text.
    """
    where = where or name
    if len(data) > MAX_BYTES:
        raise _too_large(len(data), where)
    known = dict(hints or {})
    unwrapped: tuple[str, ...] = ()
    try:
        if data.startswith(GZIP_SIGNATURE):
            data, unwrapped = gunzip(data, MAX_BYTES), ("unpacked (gzip)",)
        if is_mhtml(data):
            page = page_of(data)
            data, charset, media_type = page.content, page.charset or charset, MediaType.HTML
            unwrapped += (f"the page taken out of a web archive of {page.parts} parts (MHTML)",)
            known = {"url": page.url, **known} if page.url else known
        _refuse_binary(data)
        decoded = decode(data, charset, repair=repair)
    except SourceError as error:
        raise SourceError(error.what, where=where, remedy=error.remedy) from None
    if not decoded.text.strip("\ufeff \t\n\u00a0\u200b"):
        raise SourceError("empty", where=where, remedy="nothing to read in it")
    return RawArticle(
        content=data,
        sha256=hashlib.sha256(data).hexdigest(),
        name=name,
        path=path,
        media_type=media_type or sniff(name, decoded.text),
        text=decoded.text,
        encoding=decoded.encoding,
        repairs=(*unwrapped, *decoded.repairs),
        hints=known,
    )


def from_text(text: str, name: str, media_type: MediaType | None = None) -> RawArticle:
    """Text that was decoded elsewhere (a line of JSONL) as a raw article; never refused."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    fixed = without_controls(lines)
    controls = 0 if fixed is lines else count_controls(lines)
    content = fixed.encode()
    repairs = (f"{controls} control characters replaced",) if controls else ()
    return RawArticle(
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        name=name,
        path=None,
        media_type=media_type or sniff(name, fixed),
        text=fixed,
        encoding="utf-8",
        repairs=repairs,
    )


def _refuse_binary(data: bytes) -> None:
    """Refuse what begins as a binary file does, with its kind."""
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            remedy = "add text, Markdown or HTML"
            raise SourceError(f"not a text but {kind}", remedy=remedy)


def _below(folder: Path, refusals: list[Refusal]) -> Iterator[Path]:
    """The files below a folder, sorted; what is refused on the way goes to `refusals`."""
    root = folder.resolve()
    for parent, folders, names in os.walk(folder, onerror=None):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(parent, name)
            suffix = Path(name.lower().removesuffix(".gz")).suffix
            if name.startswith(".") or name == SOURCES_NAME or (suffix and suffix not in SUFFIXES):
                continue
            error = _refusal(path)
            if error is None and path.is_symlink() and not path.resolve().is_relative_to(root):
                remedy = "add the file it points to by its own name"
                error = SourceError("a link out of the folder", where=str(path), remedy=remedy)
            if error is None:
                yield path
            else:
                refusals.append(Refusal(str(path), error))


def _refusal(path: Path) -> SourceError | None:
    """Why the file cannot be taken in, as far as its directory entry tells; or None."""
    where = str(path)
    try:
        status = path.stat()
    except FileNotFoundError:
        what = "a link to nothing" if path.is_symlink() else "no such file"
        return SourceError(what, where=where, remedy="check the name")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        return SourceError(f"cannot be read ({reason})", where=where, remedy="check its name")
    if not stat.S_ISREG(status.st_mode):
        remedy = "only regular files are read; pipe it in with `-` if you mean it"
        return SourceError(
            "not a regular file (folder, pipe, device or socket)", where=where, remedy=remedy
        )
    if status.st_size > MAX_BYTES:
        return _too_large(status.st_size, where)
    if status.st_size == 0:
        return SourceError("empty", where=where, remedy="nothing to read in it")
    return None


def _too_large(size: int, where: str) -> SourceError:
    """The refusal of a file over the limit."""
    return SourceError(
        f"too large ({size / 1e6:.0f} MB, the limit is {MAX_BYTES / 1e6:.0f} MB)",
        where=where,
        remedy="an article is text: cut the file into the articles it holds",
    )
