"""`reader suggest`: passages of different articles that tell the same event."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from reader.cli.aside import written_aside
from reader.cli.failing import INTERRUPTED, complain
from reader.cli.jsonl_files import as_line, json_lines
from reader.cli.printing import Progress, note, print_json
from reader.cli.session import Session, pass_session
from reader.cli.shapes import link_values
from reader.cli.stopping import stoppable
from reader.errors import ReaderError

if TYPE_CHECKING:
    from reader.desk.desk import Desk

SO_FAR = "what was found by then is listed above; repeat it for the rest"
# What is saved stands for the whole desk: a part in its place would be taken for all there is.
NOT_SAVED = "what was found by then is listed above, and nothing was saved; repeat it"


@click.command()
@click.option("--story", metavar="STORY", help="Only between articles of this story.")
@click.option("--limit", type=click.IntRange(min=1), help="The best so many.")
@click.option("--save", is_flag=True, help="Put them into the desk's file, for other tools to see.")
@click.option("--learn", is_flag=True, help="Learn from everybody's verdicts, if it is better.")
@click.option(
    "--explain", is_flag=True, help="Show the weights, old and new, and what they rest on."
)
@click.option("--forget", is_flag=True, help="Go back to the default weights.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option(
    "--input",
    "batch",
    metavar="DOCS.jsonl",
    type=click.Path(path_type=Path),
    help="Link the documents of a file instead: `doc`, `topic`, `text` and `passages`.",
)
@click.option(
    "--output",
    metavar="LINKS.jsonl",
    type=click.Path(path_type=Path),
    help="Where the pairs go: `passage_a`, `passage_b`, `score`, `reasons`.",
)
@pass_session
def suggest(
    session: Session,
    /,
    story: str | None,
    limit: int | None,
    save: bool,
    learn: bool,
    explain: bool,
    forget: bool,
    as_json: bool,
    batch: Path | None,
    output: Path | None,
) -> int | None:
    """Suggest passages that tell the same event.

    Links between different articles, the best first. With --input and --output every pair of
    passages of two documents of one topic is scored, without a desk. Suggestions are for you to
    judge; nothing is linked by itself.

    From thirty verdicts on, --learn fits the weights of the score to them, for everybody on the
    desk, and keeps them only if they rank verdicts better that they were not learnt from.

    Examples:
      reader suggest --limit 20
      reader suggest --json > suggestions.json
      reader suggest --explain
      reader suggest --input story.docs.jsonl --output story.links.jsonl
    """
    if learn + explain + forget > 1:
        raise click.UsageError("--learn, --explain and --forget do not go together")
    if (learn or explain or forget) and (batch or output or story or limit or save):
        raise click.UsageError("--learn, --explain and --forget concern the whole desk")
    if batch is not None or output is not None:
        if batch is None or output is None:
            raise click.UsageError("--input and --output go together")
        _suggest_batch(batch, output)
        return None
    with session.desk() as desk:
        if learn or explain or forget:
            _teach(desk, learn=learn, forget=forget, as_json=as_json)
            return None
        story_id = None if story is None else desk.stories.find(story).id
        return _suggest(desk, story_id, limit, save=save, as_json=as_json)


def _teach(desk: Desk, *, learn: bool, forget: bool, as_json: bool) -> None:
    from reader.cli.learning_printing import print_lesson

    learning = desk.links.learning
    if forget:
        learning.forget()
        note("the weights are the default ones again; `reader undo` takes it back")
    else:
        print_lesson(learning.learn() if learn else learning.explain(), as_json=as_json)


def _suggest(
    desk: Desk, story: str | None, limit: int | None, *, save: bool, as_json: bool
) -> int | None:
    from reader.cli.link_commands import print_links

    with stoppable() as stop, Progress("comparing passages") as progress:
        shares = [0.0]

        def told(share: float) -> None:
            shares.append(share)
            progress.share(share)

        desk.links.suggestions(story=story, progress=told, stop=stop)
        stopped = stop() and shares[-1] < 1
    found = desk.links.all(story=story, stop=lambda: stopped)
    proposed = [link for link in found if link.score is not None]
    if as_json:
        print_json([link_values(link) for link in proposed[:limit]])
    else:
        print_links(desk, proposed[:limit])
    if stopped:
        done = f"stopped when {shares[-1]:.0%} was compared"
        complain(ReaderError(done, remedy=NOT_SAVED if save else SO_FAR))
        return INTERRUPTED
    if save:
        count = desk.links.store_suggestions(story=story)
        note(f"saved {count} suggestions in {desk.database}")
    if (proposal := desk.links.learning.proposal()) is not None:
        note(proposal)
    return None


def _suggest_batch(batch: Path, output: Path) -> None:
    from reader.linking.batch import suggest_documents

    documents = (document for _, document in json_lines(batch))
    with written_aside(output) as file, Progress("linking") as progress:
        for number, pair in enumerate(suggest_documents(documents), 1):
            file.write(as_line(pair))
            progress.count(number)


COMMANDS = (suggest,)
