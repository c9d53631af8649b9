"""`reader agree`: how far annotators agree, and the places where they do not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

import click

from reader.cli.bare import article_of
from reader.cli.forms import table_form
from reader.cli.printing import Progress, note, print_json, print_table
from reader.cli.session import Session, pass_session
from reader.cli.shapes import end_values, labels
from reader.model.agreement import Grouping, Scope

if TYPE_CHECKING:
    from reader.desk.desk import Desk
    from reader.model.agreement import (
        LinkAgreement,
        LinkDisagreement,
        MarkAgreement,
        MarkDisagreement,
        TaggedPlace,
    )

MARK_COLUMNS = {
    "articles": "#articles",
    "marks": "#marks",
    "kappa": "#kappa",
    "alpha": "#alpha",
    "unitising": "#u-alpha",
    "strict": "#strict",
    "overlapping": "#overlap",
    "disagreements": "#differ",
}
LINK_COLUMNS = {
    "links": "#links",
    "kappa": "#kappa",
    "alpha": "#alpha",
    "b_cubed": "#B-cubed",
    "disagreements": "#differ",
}
ALL = "all"  # what the last row is of
NOTHING_SHARED = (
    "no article that two people are done with; `reader done ARTICLE` says so, and `--all` takes"
    " every article that both touched"
)
NO_LINKS = "no link that two people judged in articles they are done with; `--all` takes any"
AGREED = "no disagreements"
DIGITS = 3  # of a figure; the fourth says nothing, with some hundred sentences
ID_LENGTH = 13  # of a link's id: enough for `reader links` and `reader judge`


@click.command()
@click.option(
    "--by",
    type=click.Choice([each.value for each in Grouping]),
    default=Grouping.TAG.value,
    show_default=True,
    help="What figures are told apart for; of links, tag means relation.",
)
@click.option("--tag", metavar="TAG", help="Only marks with this tag.")
@click.option("--article", metavar="ARTICLE", help="Only this article.")
@click.option("--pair", metavar="A,B", help="Only these two people.")
@click.option("--story", metavar="STORY", help="Only the articles of this story.")
@click.option("--all", "every", is_flag=True, help="Every article both touched, done or not.")
@click.option("--links", is_flag=True, help="Verdicts on links instead of marks.")
@click.option("--disagreements", is_flag=True, help="List the places behind the figures.")
@click.option("--blind", is_flag=True, help="Only articles that you are done with.")
@table_form
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@pass_session
def agree(
    session: Session,
    /,
    by: str,
    links: bool,
    disagreements: bool,
    blind: bool,
    form: str,
    as_json: bool,
    **given: Any,
) -> None:
    """Tell how far annotators agree, and where not.

    Over articles that both are done with. 1 is perfect, 0 what chance brings; a figure stays
    empty where nothing can be said, as where nobody used a tag.

      kappa, alpha      Cohen's and Krippendorff's, over sentences: the tag or not
      u-alpha           Krippendorff's for unitising, over code points
      strict, overlap   F1 over marks: equal borders, any code point in common
      differ            how many places --disagreements lists

    With --links kappa and alpha are over verdicts, and B-cubed over the chains that confirmed
    links make.

    Examples:
      reader agree
      reader agree --by pair --tag claim
      reader agree --disagreements --article 2 --pair ada,bo
    """
    if links and given["tag"] is not None:
        raise click.UsageError("links have no tags: leave out --tag")
    with session.desk() as desk:
        scope = _scope(desk, **given)
        if blind or session.blind:
            scope = replace(scope, inside=desk.sight(blind=True).done)
        names = labels(desk.articles.list())
        if disagreements and links:
            _print_verdicts(desk.agreement.link_disagreements(scope), names, form, as_json=as_json)
        elif disagreements:
            _print_places(desk.agreement.mark_disagreements(scope), names, form, as_json=as_json)
        elif links:
            figures = desk.agreement.links(Grouping(by), scope)
            _print_figures(figures, LINK_COLUMNS, by, names, form, NO_LINKS, as_json=as_json)
        else:
            with Progress("comparing") as progress:
                marks = desk.agreement.marks(Grouping(by), scope, progress.count)
            _print_figures(marks, MARK_COLUMNS, by, names, form, NOTHING_SHARED, as_json=as_json)
            if not as_json and scope.tag is None:
                _note_links(desk, scope)


def _scope(
    desk: Desk,
    *,
    tag: str | None,
    article: str | None,
    pair: str | None,
    story: str | None,
    every: bool,
) -> Scope:
    """What the options ask for, with ids in the place of what a person calls things."""
    return Scope(
        tag=None if tag is None else desk.agreement.tag(tag),
        article=None if article is None else article_of(desk, article),
        story=None if story is None else desk.stories.find(story).id,
        pair=None if pair is None else desk.agreement.pair(pair),
        every=every,
    )


def _print_figures(
    figures: Sequence[MarkAgreement | LinkAgreement],
    columns: Mapping[str, str],
    by: str,
    names: Mapping[str, str],
    form: str,
    empty: str,
    *,
    as_json: bool,
) -> None:
    if as_json:
        every = [_values(each) for each in figures]
        print_json({"by": by, "groups": every[:-1], "all": every[-1] if every else None})
        return
    print_table(
        (by, *columns.values()),
        (
            (
                names.get(each.group, each.group) or ALL,
                *(_shown(getattr(each, column)) for column in columns),
            )
            for each in figures
        ),
        empty=empty,
        form=form,
    )


def _shown(value: object) -> str | None:
    """A figure with its digits, a count without any."""
    if value is None:
        return None
    return f"{value:.{DIGITS}f}" if isinstance(value, float) else str(value)


def _values(figure: MarkAgreement | LinkAgreement) -> dict[str, Any]:
    return {each.name: getattr(figure, each.name) for each in fields(figure)}


def _note_links(desk: Desk, scope: Scope) -> None:
    """Say on stderr that there are figures over links, too."""
    found = desk.agreement.links(Grouping.TAG, scope)
    if found:
        count, kappa = found[-1].links, _shown(found[-1].kappa)
        links = f"{count} {'link' if count == 1 else 'links'} with several verdicts"
        figure = "" if kappa is None else f", kappa {kappa}"
        note(f"{links}{figure}: `reader agree --links`")


def _print_places(
    found: Sequence[MarkDisagreement], names: Mapping[str, str], form: str, *, as_json: bool
) -> None:
    if as_json:
        print_json(
            [
                {
                    "article": each.article,
                    "kind": each.kind.value,
                    "a": _side_values(each.annotators[0], each.a),
                    "b": _side_values(each.annotators[1], each.b),
                }
                for each in found
            ]
        )
        return
    print_table(
        ("article", "differ", "a", "b"),
        (
            (
                names.get(each.article, each.article),
                each.kind.value,
                _side(each.annotators[0], each.a),
                _side(each.annotators[1], each.b),
            )
            for each in found
        ),
        empty=AGREED,
        form=form,
    )


def _side(handle: str, place: TaggedPlace | None) -> str:
    if place is None:
        return f"{handle}: nothing"
    span = place.span
    return f"{handle}: {place.tag} {span.start}-{span.stop} “{' '.join(place.quote.split())}”"


def _side_values(handle: str, place: TaggedPlace | None) -> dict[str, Any]:
    """One person's side; null where that one marked nothing."""
    if place is None:
        return {"annotator": handle, **dict.fromkeys(("annotation", "tag", "start", "stop"))} | {
            "pieces": [],
            "quote": None,
        }
    return {
        "annotator": handle,
        "annotation": place.mark,
        "tag": place.tag,
        "start": place.span.start,
        "stop": place.span.stop,
        "pieces": [[span.start, span.stop] for span in place.spans],
        "quote": place.quote,
    }


def _print_verdicts(
    found: Sequence[LinkDisagreement], names: Mapping[str, str], form: str, *, as_json: bool
) -> None:
    if as_json:
        print_json(
            [
                {
                    "link": each.link.link,
                    "relation": each.link.relation.value,
                    "kind": "verdict",
                    "verdicts": dict(
                        zip(each.annotators, (each.a.value, each.b.value), strict=True)
                    ),
                    "a": end_values(each.link.a),
                    "b": end_values(each.link.b),
                }
                for each in found
            ]
        )
        return
    print_table(
        ("link", "relation", "a says", "b says", "one passage", "other passage"),
        (
            (
                each.link.link[:ID_LENGTH],
                each.link.relation.value,
                f"{each.annotators[0]}: {each.a.value}",
                f"{each.annotators[1]}: {each.b.value}",
                *(
                    f"{names.get(end.article, end.article)} {end.span.start}-{end.span.stop}"
                    f" “{' '.join(end.quote.split())}”"
                    for end in (each.link.a, each.link.b)
                ),
            )
            for each in found
        ),
        empty=AGREED,
        form=form,
    )


COMMANDS = (agree,)
