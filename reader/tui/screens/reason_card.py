"""Why the block under the cursor is judged as it is, on a card."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import ClassVar

from textual import on
from textual.content import Content
from textual.widget import Widget

from reader.model.article import BlockVerdict, Category
from reader.model.explanation import BlockReason, Ground
from reader.tui.keyboard import Stroke
from reader.tui.keys import Context
from reader.tui.screens.frame import Card
from reader.tui.widgets.bars import Divider
from reader.tui.widgets.cells import beside, fitted, one_line, two_ends, wrapped
from reader.tui.widgets.listing import Entry, Listing

MOST_LINES = 3  # of the block itself
BAR = 8  # cells of the weightiest ground
# A shape and an ink for each verdict, as in `reader clean --why`.
SIGNS = {
    BlockVerdict.BODY: ("● text", ".good"),
    BlockVerdict.ASIDE: ("◐ shown apart", ".sign"),
    BlockVerdict.JUNK: ("✗ junk", ".alarm"),
}


class ReasonCard(Card[None]):
    """One block: its verdict, the rule, what decided, and who says otherwise.

    Args:
        ask: reads the page once more and says why; beside the loop, it may take a moment.
        words: of the block.
        keys: the key that flips the block and the one that opens this card, as they are shown.
        flip: flips the block.
    """

    CONTEXTS: ClassVar[tuple[Context, ...]] = (Context.LIST, Context.READING)
    DEFAULT_CSS = """
    ReasonCard > #card { width: 76; }
    ReasonCard #reason { height: auto; max-height: 30; }
    """

    def __init__(
        self,
        ask: Callable[[], BlockReason],
        words: str,
        keys: tuple[str, str],
        flip: Callable[[], object],
    ) -> None:
        super().__init__()
        self._ask = ask
        self._words = words
        self._keys = keys
        self._flip = flip
        self.reason: BlockReason | None = None

    def body(self) -> Iterable[Widget]:
        """What is to be said, line by line."""
        yield Listing(id="reason", cursor=False)
        yield Divider()

    def footer(self) -> tuple[tuple[str, str], ...]:
        """How to say otherwise, and how to leave."""
        back = (self.keymap.shown("back"), "close")
        return ((self._keys[0], self._flips), *self.scrolling(), back)

    @property
    def _flips(self) -> str:
        """What the key that flips makes of the block."""
        if self.reason is None:
            return "flip it"
        body = self.reason.shown.verdict is BlockVerdict.BODY
        return "make it junk" if body else "make it text"

    def on_mount(self) -> None:
        """Ask."""
        self._show([Content.styled("reading the page once more …", ".quiet")])
        self.in_background(self._ask, self._answered)

    def on_resize(self) -> None:
        """As high as the reasons need, or as there is room for."""
        if self.is_mounted:
            self.call_after_refresh(self._fit)

    def acts(self) -> Mapping[str, Callable[[], object]]:
        """Scroll, flip, and close by the key that opened it."""
        return {
            **self.walking(self.query_one("#reason", Listing)),
            "block.flip": self._flipped,
            "block.why": self.leave,
        }

    def carry_out(self, stroke: Stroke) -> None:
        """Do what is this card's business; the text below is not at hand."""
        if stroke.command in {*self.acts(), "back", "close", "quit", "help"}:
            super().carry_out(stroke)

    def _flipped(self) -> None:
        self.leave()
        self._flip()

    def _answered(self, reason: BlockReason) -> None:
        self.reason = reason
        self.query_one("#card").border_title = f"Block {reason.number}"
        listing = self.query_one("#reason", Listing)
        entry = Entry(lambda width, _at: lines_of(reason, self._words, width), height=None)
        listing.show([entry], index=0)
        self._fit()

    def _show(self, lines: list[Content]) -> None:
        entry = Entry(lambda _width, _at: lines, pickable=False)
        self.query_one("#reason", Listing).show([entry], index=0)

    def _fit(self) -> None:
        listing = self.query_one("#reason", Listing)
        listing.styles.height = max(1, min(listing.virtual_size.height, self.size.height - 4))
        self.call_after_refresh(self.say_keys)

    @on(Listing.Opened)
    def _opened(self) -> None:
        self.leave()


def lines_of(reason: BlockReason, words: str, width: int) -> list[Content]:
    """What the card says: the verdict, the block, the rule, the grounds, the people."""
    sign, ink = SIGNS[reason.shown.verdict]
    category = reason.shown.category.value.replace("-", " ")
    if reason.shown.category is Category.TEXT:
        category = ""  # the sign says it
    told = Content.styled(f"{reason.shown.confidence:.0%} sure", ".quiet")
    lines = [
        two_ends(Content.assemble((sign, ink), (f"  {category}", ".loud")), told, width),
        *wrapped(Content.styled(one_line(words), ".quiet"), width, MOST_LINES),
        Content(""),
    ]
    if reason.shown.rule != reason.block.rule:
        lines += _saying("the cleaner says  ", reason.block.verdict, width)
    lines += wrapped(Content(one_line(reason.words)), width)
    if reason.chance is not None and reason.block.rule != "model":
        said = f"by itself it looks like text: {reason.chance:.0%}"
        lines += wrapped(Content.styled(said, ".quiet"), width)
    most = max((abs(each.weight) for each in reason.grounds), default=1.0)
    for each in reason.grounds:
        lines += _ground(each, most, width)
    for flip in reason.flips:
        lines += _saying(f"{one_line(flip.annotator)} says  ", flip.verdict, width)
    if reason.today is not None:
        lines += _saying("judged anew it would be  ", reason.today.verdict, width)
    return lines


def _saying(who: str, verdict: BlockVerdict, width: int) -> list[Content]:
    sign, ink = SIGNS[verdict]
    return wrapped(Content.assemble((who, ".quiet"), (sign, ink)), width)


def _ground(ground: Ground, most: float, width: int) -> list[Content]:
    """A bar as long as the ground is weighty, the way it pulls, and its words."""
    cells = max(1, round(BAR * abs(ground.weight) / most))
    pulls, ink = ("text", ".good") if ground.weight > 0 else ("junk", ".alarm")
    bar = Content.styled(f"{'━' * cells}{' ' * (BAR - cells)} {pulls}", ink)
    words = wrapped(Content(one_line(ground.words)), width - BAR - 9)
    blank = Content("")
    return [
        beside((fitted(bar if n == 0 else blank, BAR + 5), line)) for n, line in enumerate(words)
    ]
