r"""The cleaner: a raw article in, an article out; every step of it on this screen.

    raw --markup--> text, drafts --page--> lines --rules--> findings --models--> blocks
                                                       \--metadata--> fields

Nothing is deleted: each draft becomes a block with a verdict, a category, the name of the
rule that decided and its confidence. Rules look at the page, never at each other; where two
speak of one line, the one that stands higher in the table wins.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from reader.cleaning.blocks import bounded
from reader.cleaning.evidence import Evidence, weigh
from reader.cleaning.markup import read_markup
from reader.cleaning.metadata import gather_metadata
from reader.cleaning.page import Finding, Page, see
from reader.cleaning.page_scoring import score_page
from reader.cleaning.reading import Draft
from reader.cleaning.rules import (
    advert,
    byline,
    caption,
    comment_form,
    contact,
    copyright_line,
    date_line,
    embed,
    headline,
    icon_run,
    markup_role,
    navigation,
    newsletter,
    page_clock,
    paywall,
    print_note,
    related_link,
    set_phrase,
    share_prompt,
    source_line,
    subheading,
)
from reader.cleaning.text_scoring import score_text
from reader.cleaning.wordsets import word_set
from reader.model.article import (
    Article,
    Block,
    BlockKind,
    BlockVerdict,
    Category,
    RawArticle,
)
from reader.model.ids import article_id
from reader.model.text import Span

PARSER = "cleaning-3"  # changes whenever the text made from the same bytes would
Rule = Callable[[Page], Iterable[Finding]]
RULES: tuple[tuple[str, Rule], ...] = (
    # What needs no reading: forms that nothing else has.
    ("markup-role", markup_role.find),
    ("icon-run", icon_run.find),
    ("copyright-line", copyright_line.find),
    ("print-note", print_note.find),
    # The frame of the page, by its vocabulary.
    ("advert", advert.find),
    ("comment-form", comment_form.find),
    ("share-prompt", share_prompt.find),
    ("paywall", paywall.find),
    ("newsletter", newsletter.find),
    ("set-phrase", set_phrase.find),
    ("embed", embed.find),
    ("source-line", source_line.find),
    ("related-link", related_link.find),
    # The article's own lines beside its body; the clock before the date it looks like.
    ("page-clock", page_clock.find),
    ("date-line", date_line.find),
    ("byline", byline.find),
    ("contact", contact.find),
    ("headline", headline.find),
    ("caption", caption.find),
    # What is left at the edges is a menu, and between paragraphs a sub-heading.
    ("navigation", navigation.find),
    ("subheading", subheading.find),
)
# Rules that look at lines alone: what they find does not hang on where the text begins.
_PLACELESS = word_set(
    """markup-role icon-run copyright-line print-note advert comment-form share-prompt paywall
    newsletter embed date-line contact caption"""
)
# Of a page's tree the model knows more than these rules, which see lines alone: a caption or
# a post that the article is about stays in it (at every turn of theirs, pages that lose over
# a tenth rise from 3.1 to 5.7 %), and so does no sub-heading of another article.
YIELDING = frozenset(("markup-role", "caption", "source-line", "subheading"))
# What these are, the markup knows, even where the model keeps them in the text: they are
# read with it, and seen to be what they are.
_KNOWN = frozenset((Category.CAPTION, Category.EMBED, Category.FOOTNOTE))
_LEVELS = {Category.TITLE: 1, Category.SUBHEADING: 2}


def clean(raw: RawArticle, evidence: Evidence | None = None) -> Article:
    """The article of a raw article: its fixed text, blocks that tile it, and metadata.

    Args:
        raw: what came in.
        evidence: what other articles of its source say of its blocks; it moves the odds.
    """
    reading = read_markup(raw)
    reading = replace(reading, drafts=bounded(reading.drafts))
    page, findings, names = judge(see(reading))
    if page.in_tree:
        scores = score_page(page, findings, reading.declared)
    else:
        scores = score_text(page, findings)
    settle(findings, names, scores, in_tree=page.in_tree)
    text_sha256 = hashlib.sha256(reading.text.encode()).hexdigest()
    blocks = _tiled(reading.text, reading.drafts, findings, names)
    return Article(
        id=article_id(raw.sha256, text_sha256),
        raw_sha256=raw.sha256,
        text=reading.text,
        text_sha256=text_sha256,
        name=raw.name,
        path=raw.path,
        parser=PARSER,
        blocks=blocks if evidence is None else weigh(reading.text, blocks, evidence),
        styles=reading.styles,
        metadata=gather_metadata(page, findings, reading, raw.hints, raw.hinted_by),
    )


def judge(page: Page) -> tuple[Page, dict[int, Finding], dict[int, str]]:
    """What the rules find on a page, and their names; the page with its frame known."""
    found: dict[str, list[Finding]] = {}
    findings, names = _judge(page, found)
    frame = frozenset(
        index
        for index, finding in findings.items()
        if finding.verdict is BlockVerdict.JUNK and page.lines[index].prose
    )
    framed = replace(page, frame=frame)
    if (framed.first, framed.last) != (page.first, page.last):  # the text begins elsewhere
        findings, names = _judge(framed, found)
    return framed, findings, names


def _judge(
    page: Page, found: dict[str, list[Finding]]
) -> tuple[dict[int, Finding], dict[int, str]]:
    """The first finding on each line in the order of the table, and the rule it is from.

    Args:
        page: the page.
        found: what each rule finds, filled here; what is in it and cannot change is not
            looked for again.
    """
    findings: dict[int, Finding] = {}
    names: dict[int, str] = {}
    for name, find in RULES:
        if name not in found or name not in _PLACELESS:
            found[name] = list(find(page))
        for finding in found[name]:
            if finding.index not in findings:
                findings[finding.index] = finding
                names[finding.index] = name
    return findings, names


def settle(
    findings: dict[int, Finding],
    names: dict[int, str],
    scores: Iterable[tuple[float, bool]],
    *,
    in_tree: bool,
) -> None:
    """Let the model decide what no rule knows, and where rules leave it the last word."""
    for index, (chance, is_body) in enumerate(scores):
        asked = findings.get(index)
        if asked is not None:
            yields = in_tree and names[index] in YIELDING and asked.verdict is not BlockVerdict.JUNK
            if not yields or is_body == (asked.verdict is BlockVerdict.BODY):
                continue
        scored = _scored(chance, index, is_body=is_body)
        if is_body and asked is not None and asked.category in _KNOWN:
            scored = replace(scored, category=asked.category)
        findings[index] = scored
        names[index] = "model"


def _scored(chance: float, index: int, *, is_body: bool) -> Finding:
    """What the model says of a line."""
    if is_body:
        return Finding(index, BlockVerdict.BODY, Category.TEXT, round(chance, 3))
    return Finding(index, BlockVerdict.JUNK, Category.OTHER, round(1 - chance, 3))


def _tiled(
    text: str, drafts: Sequence[Draft], findings: dict[int, Finding], names: dict[int, str]
) -> tuple[Block, ...]:
    """Blocks from drafts: each takes the blank space behind it, the first that before it."""
    starts = [0, *(draft.span.start for draft in drafts[1:]), len(text)]
    blocks = [
        _block(Span(starts[index], starts[index + 1]), draft, findings[index], names[index])
        for index, draft in enumerate(drafts)
    ]
    if not blocks and text:
        blank = Draft(Span(0, len(text)))
        nothing = Finding(0, BlockVerdict.JUNK, Category.OTHER, 1.0)
        blocks = [_block(blank.span, blank, nothing, "blank")]
    return tuple(blocks)


def _block(span: Span, draft: Draft, finding: Finding, rule: str) -> Block:
    """One block; titles and sub-headings are headings whatever the source's markup says."""
    block = Block(
        span=span,
        kind=draft.kind,
        verdict=finding.verdict,
        category=finding.category,
        rule=rule,
        confidence=finding.confidence,
        level=draft.level,
    )
    level = _LEVELS.get(finding.category)
    if level is not None and draft.kind is not BlockKind.HEADING:
        return replace(block, kind=BlockKind.HEADING, level=level)
    return block
