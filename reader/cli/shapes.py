"""Values as the JSON that `--json` promises: scripts rely on these keys."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from reader.model.article import METADATA_FIELDS, Article, ArticleSummary, Block, Metadata
from reader.model.link import Contrast, Link, LinkEnd, Reason


def summary_values(summary: ArticleSummary) -> dict[str, Any]:
    """An entry of `list --json`."""
    return {
        "id": summary.id,
        "number": summary.number,
        "title": summary.title,
        "source": summary.source,
        "published": summary.published,
        "path": summary.path,
        "name": summary.name,
        "words": summary.words,
        "marks": summary.marks,
        "state": summary.state.value,
        "withdrawn": summary.withdrawn,
        "version": summary.version,
        "superseded": summary.superseded,
        "lost": summary.lost,
    }


def metadata_values(metadata: Metadata) -> dict[str, Any]:
    """Every field, null where it is not known, with the confidence of those that are."""
    known = {entry.name: entry for entry in metadata.known()}
    values: dict[str, Any] = {
        name: known[name].value if name in known else None for name in METADATA_FIELDS
    }
    values["confidence"] = {name: round(entry.confidence, 3) for name, entry in known.items()}
    return values


def block_values(block: Block) -> dict[str, Any]:
    """A block; offsets in code points of the text."""
    return {
        "start": block.span.start,
        "stop": block.span.stop,
        "kind": block.kind.value,
        "verdict": block.verdict.value,
        "category": block.category.value,
        "rule": block.rule,
        "confidence": round(block.confidence, 3),
    }


def article_values(article: Article, blocks: Sequence[Block], clean: str) -> dict[str, Any]:
    """What `show --json` and `clean --format json` have in common."""
    return {
        "metadata": metadata_values(article.metadata),
        "text": article.text,
        "clean": clean,
        "blocks": [block_values(block) for block in blocks],
    }


def end_values(end: LinkEnd) -> dict[str, Any]:
    """One side of a link, or a passage of an event."""
    return {
        "article": end.article,
        "start": end.span.start,
        "stop": end.span.stop,
        "quote": end.quote,
    }


def reason_values(reason: Reason) -> dict[str, Any]:
    """One thing that carried a score."""
    return {
        "kind": reason.kind.value,
        "a": reason.a,
        "b": reason.b,
        "weight": round(reason.weight, 4),
    }


def link_values(link: Link) -> dict[str, Any]:
    """A link with both passages."""
    return {
        "id": link.id,
        "relation": link.relation.value,
        "state": link.state.value,
        "a": end_values(link.a),
        "b": end_values(link.b),
        "score": link.score,
        "band": link.band.value if link.band else None,
        "reasons": [reason_values(reason) for reason in link.reasons],
        "verdicts": {handle: verdict.value for handle, verdict in sorted(link.verdicts.items())},
        "method": link.method,
        "annotator": link.annotator,
        "note": link.note,
        "created_at": link.created_at or None,
    }


def contrast_values(contrast: Contrast, paths: Mapping[str, str | None]) -> dict[str, Any]:
    """Two statements that disagree, each with the sentence around it and the file it is from.

    Args:
        contrast: both of them.
        paths: of each article, by its id.
    """

    def side(end: LinkEnd, passage: LinkEnd) -> dict[str, Any]:
        return {
            **end_values(end),
            "path": paths.get(end.article),
            "passage": passage.quote,
            "passage_start": passage.span.start,
            "passage_stop": passage.span.stop,
        }

    return {
        "kind": contrast.kind.value,
        "subject": contrast.subject,
        "a": side(contrast.a, contrast.passage_a),
        "b": side(contrast.b, contrast.passage_b),
    }


def labels(summaries: Sequence[ArticleSummary]) -> Mapping[str, str]:
    """A short name for each article id: its number and source, else its file."""
    return {each.id: f"{each.number} {each.source or each.name}" for each in summaries}
