"""What is shown and how: views, filters, panes, and copies of what is read."""

from __future__ import annotations

import os
from asyncio import to_thread
from collections.abc import Callable
from pathlib import Path

from reader.model.annotation import Annotation
from reader.model.article import BlockVerdict, ReadingState
from reader.model.visible import visible
from reader.tui import clipboard
from reader.tui.explaining import block_index_here, said_of_layer, source_and_title
from reader.tui.screens import attribute_filters
from reader.tui.screens.making import Making
from reader.tui.screens.workplace import Workplace, counted, quoted
from reader.tui.viewing import ViewMode

_SAID_VIEWS = {
    ViewMode.CLEAN: "clean: web junk is hidden",
    ViewMode.DIMMED: "web junk is shown, dimmed",
    ViewMode.EVERYTHING: "everything, as it came",
}


class Looking:
    """What keys do to what is shown.

    Args:
        place: the work on the desk.
        making: who knows what is selected.
    """

    def __init__(self, place: Workplace, making: Making) -> None:
        self._place = place
        self._making = making

    # -- panes -----------------------------------------------------------------------------

    def next_pane(self, step: int) -> None:
        """To the next article, or the one before."""
        self._place.arrangement.go(step)
        self._place.show_panes()

    def pane_number(self, number: int) -> None:
        """To the article of that number."""
        article = self._place.numbered(number)
        if article is None:
            shown = self._place.keymap.shown("go.articles")
            self._place.say(f"there is no article {number} on this desk: {shown} lists them all")
        elif article in self._place.arrangement.articles:
            self._place.arrangement.go_to(article)
            self._place.show_panes()
        else:
            self._place.bring(article)

    def zoom(self) -> None:
        """One pane alone, or all."""
        self._place.arrangement.zoom()
        self._place.show_panes()

    def split(self) -> None:
        """One pane more; after the most that fit, one."""
        self._place.arrangement.split()
        self._place.show_panes()

    def export(self) -> None:
        """All marks that may be seen as CSV, into a new file of the folder one came from."""
        place = self._place
        own = None if place.opens_all else place.desk.annotator

        def done(kept: tuple[Path, int]) -> None:
            path, count = kept
            place.say(f"{counted(count, 'mark')} written to {visible(str(path))}")

        place.write(
            "the marks as CSV",
            lambda: place.desk.exchange.keep_csv(Path.cwd(), annotator=own),
            done,
        )

    # -- views -----------------------------------------------------------------------------

    def junk(self) -> None:
        """Web junk hidden, dimmed, or shown as everything else."""
        place = self._place
        place.view = place.view.next
        for column in place.columns.values():
            column.pane.view_mode = place.view
        place.say(_SAID_VIEWS[place.view])
        place.show_panes()

    def flip(self) -> None:
        """The block under the cursor is text, or junk."""
        place = self._place
        article, index, pane = place.article, block_index_here(place), place.pane
        if article is None or index is None or pane is None:
            return
        body = pane.page.blocks[index].verdict is BlockVerdict.BODY
        verdict = BlockVerdict.JUNK if body else BlockVerdict.BODY
        undo = place.keymap.shown("undo")

        def done(_: object) -> None:
            place.reread()
            place.say(f"the block is {'junk' if body else 'text'} now · {undo} takes that back")

        place.write(
            f"the verdict on a block of {article[:8]}",
            lambda: place.desk.articles.flip(article, index, verdict),
            done,
        )

    def why(self) -> None:
        """Show why the block under the cursor is judged as it is."""
        place = self._place
        article, index, pane = place.article, block_index_here(place), place.pane
        if article is None or index is None or pane is None:
            return
        from reader.tui.screens.reason_card import ReasonCard  # noqa: PLC0415 - when first used

        words = pane.page.blocks[index].span.of(place.text(article))
        keys = (place.keymap.shown("block.flip"), place.keymap.shown("block.why"))
        card = ReasonCard(
            lambda: place.desk.articles.why(article, (index,))[0], words, keys, self.flip
        )
        place.screen.app.push_screen(card)

    def done(self) -> None:
        """Done with this article, or not."""
        place = self._place
        article = place.article
        if article is None:
            return
        summary = place.summary(article)
        was_done = summary is not None and summary.state is ReadingState.DONE
        state = ReadingState.READING if was_done else ReadingState.DONE

        def said(_: object) -> None:
            place.reread()
            place.say("not done with this article yet" if was_done else "done with this article")

        place.write(
            "how far an article is read",
            lambda: place.desk.articles.set_state(article, state),
            said,
        )

    def blind(self) -> None:
        """Hide what others and the machine say where one is not done, or show it again."""
        place = self._place
        place.blind = not place.blind
        place.show_marks()  # and the names that are suggested
        place.show_links()
        done = place.keymap.shown("article.done")
        hidden = f"what others did and all suggestions are hidden until you are done ({done})"
        place.say(hidden if place.blind else "what others did is shown again")
        place.show_panes()

    def layer(self) -> None:
        """Choose whose marks are shown."""
        from reader.tui.screens.layers import LayerChooser, layers_of  # noqa: PLC0415 - when wanted

        place = self._place

        def chosen(name: str | None) -> None:
            if name is None:
                return
            place.session.layer = name
            place.fresh.clear()
            place.show_marks()
            place.say(said_of_layer(name))
            place.show_panes()

        place.screen.app.push_screen(LayerChooser(layers_of(place), place.session.layer), chosen)

    def filter(self) -> None:
        """Show only the marks of one tag, annotator or attribute."""
        place = self._place
        marks = [mark for each in place.arrangement.articles for mark in place.seen(each)]
        options = [("", "all marks", str(len(marks)))]
        tests: dict[str, Callable[[Annotation], bool]] = {}
        for handle in sorted({mark.annotator for mark in marks}, key=str.casefold):
            own = [mark for mark in marks if mark.annotator == handle]
            options.append((f"by {handle}", f"by {handle}", str(len(own))))
            tests[f"by {handle}"] = _made_by(handle)
        for tag in place.tags.tags:
            ids = {tag.id, *(t.id for t in place.tags.tags if t.parent == tag.id)}
            own = [mark for mark in marks if ids & {t.id for t in mark.tags}]
            if own:
                path = place.tags.path(tag)
                options.append((path, path, str(len(own))))
                tests[path] = _tagged(frozenset(ids))
        for words, count, test in attribute_filters.offers(marks):
            options.append((words, words, str(count)))
            tests[words] = test

        def chosen(name: str | None) -> None:
            if name is None:
                return
            place.only = (name, tests[name]) if name else None
            place.fresh.clear()
            place.show_marks()
            place.show_panes()

        now = place.only[0] if place.only else ""
        from reader.tui.screens.chooser import Chooser  # noqa: PLC0415 - loaded when wanted

        place.screen.app.push_screen(Chooser("Show only", options, now), chosen)

    # -- copying ---------------------------------------------------------------------------

    def copy(self, *, citation: bool = False) -> None:
        """Copy the selection, or the sentence, and say which way worked."""
        place = self._place
        article, spans = place.article, self._making.spans_or(self._making.sentence)
        if article is None or not spans:
            return
        text = " … ".join(" ".join(span.of(place.text(article)).split()) for span in spans)
        if citation:
            found = place.desk.articles.get(article)
            source, title = source_and_title(found, place.desk)
            facts = (source, title, found.metadata.value("date"), found.metadata.value("url"))
            text = f"“{text}” ({', '.join(fact for fact in facts if fact)})"
        if place.pane is not None and place.pane.selection is not None:
            place.pane.back()
        place.screen.run_worker(self._copy(text), group="copy")

    async def _copy(self, text: str) -> None:
        way = await to_thread(clipboard.copy, text, dict(os.environ))
        if way is None:
            self._place.screen.app.copy_to_clipboard(text)
            way = "the terminal (OSC 52), if it allows that"
        self._place.say(f"copied {quoted(text)} by {way}")


def _made_by(handle: str) -> Callable[[Annotation], bool]:
    return lambda mark: mark.annotator == handle


def _tagged(ids: frozenset[str]) -> Callable[[Annotation], bool]:
    return lambda mark: not ids.isdisjoint(tag.id for tag in mark.tags)
