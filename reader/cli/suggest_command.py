"""`reader suggest`: passages of different articles that tell the same event."""

from __future__ import annotations

from pathlib import Path

import click

from reader.cli.aside import written_aside
from reader.cli.jsonl_files import as_line, json_lines
from reader.cli.printing import Progress, note, print_json
from reader.cli.session import Session, pass_session
from reader.cli.shapes import link_values


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
) -> None:
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
        return
    from reader.cli.learning_printing import print_lesson
    from reader.cli.link_commands import print_links

    with session.desk() as desk:
        learning = desk.links.learning
        if forget:
            learning.forget()
            note("the weights are the default ones again; `reader undo` takes it back")
            return
        if learn or explain:
            print_lesson(learning.learn() if learn else learning.explain(), as_json=as_json)
            return
        story_id = None if story is None else desk.stories.find(story).id
        with Progress("comparing passages") as progress:
            desk.links.suggestions(story=story_id, progress=progress.share)
        proposed = [link for link in desk.links.all(story=story_id) if link.score is not None]
        if as_json:
            print_json([link_values(link) for link in proposed[:limit]])
        else:
            print_links(desk, proposed[:limit])
        if save:
            count = desk.links.store_suggestions(story=story_id)
            note(f"saved {count} suggestions in {desk.database}")
        if (proposal := learning.proposal()) is not None:
            note(proposal)


def _suggest_batch(batch: Path, output: Path) -> None:
    from reader.linking.batch import suggest_documents

    documents = (document for _, document in json_lines(batch))
    with written_aside(output) as file, Progress("linking") as progress:
        for number, pair in enumerate(suggest_documents(documents), 1):
            file.write(as_line(pair))
            progress.count(number)


COMMANDS = (suggest,)
