"""A made-up weekly of eight stories, each with the same three notes below it, and one in it."""

from __future__ import annotations

from pathlib import Path

SOURCE = "The Harrow Weekly"
_FILE = Path(__file__).resolve().parents[2] / "cases" / "source" / "weekly.txt"


def _parts() -> list[list[str]]:
    """Title and paragraphs of each story; last, the line in the middle and the notes below."""
    return [
        [" ".join(paragraph.split()) for paragraph in part.strip().split("\n\n")]
        for part in _FILE.read_text("utf-8").split("\n===\n")
    ]


*_told, (MIDWAY, PLEA, AUTHOR, DISCLAIMER) = _parts()
NOTES = (PLEA, AUTHOR, DISCLAIMER)
STORIES: dict[str, tuple[str, ...]] = {title: tuple(rest) for title, *rest in _told}


def page(title: str, *, notes: bool = True) -> str:
    """One page of the weekly, its notes inside the article as if they belonged to it."""
    first, *rest = STORIES[title]
    paragraphs = [first, MIDWAY, *rest, *NOTES] if notes else [first, *rest]
    body = "".join(f"<p>{each}</p>" for each in paragraphs)
    return (
        f'<html><head><title>{title}</title><meta property="og:site_name" content="{SOURCE}">'
        f'<meta property="og:title" content="{title}"></head><body><nav><a href="/">Home</a>'
        f'<a href="/county">County</a></nav><article><h1>{title}</h1>{body}</article></body></html>'
    )


def write(folder: Path, *, notes: bool = True) -> list[Path]:
    """The eight pages as files, in order."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for number, title in enumerate(STORIES):
        path = folder / f"weekly-{number}.html"
        path.write_text(page(title, notes=notes), "utf-8")
        paths.append(path)
    return paths
