"""A raw article -> its reading, by its media type."""

from __future__ import annotations

from reader.cleaning.plain import read_plain
from reader.cleaning.reading import Reading
from reader.model.article import MediaType, RawArticle
from reader.model.text import without_controls


def read_markup(raw: RawArticle) -> Reading:
    """The fixed text of a raw article, cut into drafts.

    The two parsers are imported when a source needs them: plain text, which most of the
    reader's users have, is read by the standard library alone.
    """
    if raw.media_type is MediaType.HTML:
        from reader.cleaning.page_walk import read_page  # noqa: PLC0415  # selectolax, 20 ms

        # The text it makes has no controls, whatever the markup has.
        return read_page(raw.text, raw.hints.get("url", ""))
    source = without_controls(raw.text)
    if raw.media_type is MediaType.MARKDOWN:
        from reader.cleaning.markdown_text import read_markdown  # noqa: PLC0415  # markdown-it

        return read_markdown(source)
    return read_plain(source)
