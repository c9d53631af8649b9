"""Where a reader begins: with what was asked for, or where it stopped the last time."""

from __future__ import annotations

from collections.abc import Sequence

from reader.desk.desk import Desk
from reader.tui.session_state import DeskSession

MOST_AT_FIRST = 50  # articles at hand on a desk without stories, when nobody says which


def first_articles(desk: Desk, session: DeskSession, asked: Sequence[str]) -> tuple[str, ...]:
    """Those asked for; else all of the story that was read, in the order of the desk.

    What was side by side the last time is so again, and the rest is a Tab away.

    Args:
        desk: whose articles.
        session: what is kept of it; it begins anew where articles are asked for.
        asked: ids of the articles that are asked for.
    """
    if asked:
        session.active = asked[0]
        session.articles = []
        return tuple(asked)
    listed = desk.articles.order()
    # What stands in the list is the newest of its kind.
    last = [each if each in listed else desk.versions.newest(each) for each in session.articles]
    kept = [each for each in last if each in listed]
    every = desk.stories.all()
    worked = [story for story in every if story.id == session.story]
    stories = [story.articles for story in worked or every]
    told = [set(story) & set(listed) for story in stories if set(story) & set(listed)]
    # The story of what was read last; without stories, whatever is on the desk.
    held = max(told, key=lambda story: len(story & set(kept)), default=listed[:MOST_AT_FIRST])
    wanted = {*held, *kept}
    return tuple(each for each in listed if each in wanted)
