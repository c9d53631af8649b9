"""Commands about what people say of marks: comment, comments."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from reader.cli.bare import article_of
from reader.cli.printing import print_json, print_table, say
from reader.cli.session import Session, pass_session

if TYPE_CHECKING:
    from reader.desk.desk import Desk
    from reader.model.annotation import Annotation, Comment

ID_LENGTH = 18  # of a UUIDv7 that a table shows: the millisecond and 12 random bits


@click.command()
@click.argument("target", metavar="MARK|COMMENT")
@click.argument("text", required=False)
@click.option("--edit", is_flag=True, help="Put TEXT in the place of a comment of yours.")
@click.option("--delete", is_flag=True, help="Take a comment of yours away.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@pass_session
def comment(
    session: Session, /, target: str, text: str | None, edit: bool, delete: bool, as_json: bool
) -> None:
    """Say something of a mark.

    The mark may be a colleague's or your own; the id of the comment is printed. MARK and
    COMMENT are ids, or the start of one, as `reader annotations` and `reader comments` list
    them. One `reader undo` takes a comment back, or brings it back.

    Examples:
      reader comment 01929f3c-5a10 "who says so?"
      reader comment 01929f44-0c2d "who says so, and when?" --edit
      reader comment 01929f44-0c2d --delete
    """
    if delete and (edit or text is not None):
        raise click.UsageError("--delete takes a comment and nothing else")
    if not delete and text is None:
        raise click.UsageError("say what: reader comment MARK TEXT")
    with session.desk() as desk:
        if delete:
            chosen = desk.comments.get(target)
            desk.comments.delete(chosen)
        elif edit:
            chosen = desk.comments.edit(desk.comments.get(target), text or "")
        else:
            chosen = desk.comments.add(desk.marks.get(target), text or "")
        mark = desk.marks.get(chosen.annotation)
    if as_json:
        print_json(_values(chosen, mark))
    elif delete:
        say(f"deleted {chosen.id}  {_one_line(chosen.text)}")
    else:
        say(chosen.id)


@click.command()
@click.argument("mark", required=False)
@click.option("--article", metavar="ARTICLE", help="Only on marks of this article.")
@click.option("--annotator", metavar="NAME", help="Only what this person says.")
@click.option(
    "--blind", is_flag=True, help="Of others only what is in articles that you are done with."
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@pass_session
def comments(
    session: Session,
    /,
    *,
    mark: str | None,
    article: str | None,
    annotator: str | None,
    blind: bool,
    as_json: bool,
) -> None:
    """List what people say of marks, the oldest first.

    Examples:
      reader comments 01929f3c-5a10
      reader comments --article 2 --json
    """
    if mark is not None and article is not None:
        raise click.UsageError("give a mark or --article, not both")
    with session.desk() as desk:
        found = _found(desk, mark, article)
        marks = {each.annotation: desk.marks.get(each.annotation) for each in found}
        sight = desk.sight(blind=blind or session.blind)
        numbers = {each.id: each.number for each in desk.articles.list(older=True)}
    shown = [
        each
        for each in found
        if sight.sees(each.annotator, marks[each.annotation].article)
        and (annotator or each.annotator).casefold() == each.annotator.casefold()
    ]
    if as_json:
        print_json([_values(each, marks[each.annotation]) for each in shown])
        return
    print_table(
        ("comment", "annotation", "#article", "annotator", "at", "text", "of", "quote"),
        (
            (
                each.id[:ID_LENGTH],
                each.annotation[:ID_LENGTH],
                numbers.get(marks[each.annotation].article),
                each.annotator,
                each.created_at[:16],
                _one_line(each.text),
                marks[each.annotation].annotator,
                _one_line(marks[each.annotation].anchor.quote),
            )
            for each in shown
        ),
        empty="no comments",
    )


def _found(desk: Desk, mark: str | None, article: str | None) -> tuple[Comment, ...]:
    if mark is not None:
        return desk.comments.of_mark(desk.marks.get(mark).id)
    if article is not None:
        return desk.comments.of_article(article_of(desk, article))
    return desk.comments.list()


def _values(comment: Comment, mark: Annotation) -> dict[str, Any]:
    return {
        "comment_id": comment.id,
        "annotation_id": comment.annotation,
        "article": mark.article,
        "annotator": comment.annotator,
        "text": comment.text,
        "created_at": comment.created_at,
        "version": comment.version,
        "mark": {"annotator": mark.annotator, "quote": mark.anchor.quote},
    }


def _one_line(text: str) -> str:
    return " ".join(text.split())


COMMANDS = (comment, comments)
