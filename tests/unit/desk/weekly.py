"""A made-up weekly of eight stories, each with the same three notes below it, and one in it."""

from __future__ import annotations

from pathlib import Path

SOURCE = "The Harrow Weekly"
PLEA = (
    "This weekly is small, it belongs to nobody but its readers, and it has no rich uncle. If you"
    " value what we do, think of giving what a loaf of bread costs, and tell a neighbour about us."
)
AUTHOR = (
    "Maren Oakley writes about the county, its councils and its weather. She grew up on a farm,"
    " studied history, and has kept bees for eleven years with very little success."
)
DISCLAIMER = (
    "Views in this article belong to those who hold them. Figures were right when we went to"
    " press; where we erred we say so in the next issue, and in the same place on the page."
)
MIDWAY = "You can read three stories like this a week without paying anything at all."
NOTES = (PLEA, AUTHOR, DISCLAIMER)
STORIES: dict[str, tuple[str, ...]] = {
    "Old ferry returns to the lake": (
        "The paddle ferry that once joined both shores of Lake Ardmere sailed again on Saturday,"
        " twenty-three years after she was laid up behind the boathouse at Pellow.",
        "Volunteers led by the retired engineer Jonas Brandt had replaced the boiler, most of the"
        " planking and all of the brass, which thieves took in the second winter.",
        "Tickets for the first month are gone. A second crossing each day will be added once the"
        " harbour board at Pellow has looked at the landing stage, Mr Brandt said.",
    ),
    "Potholes cost the council a quarter million": (
        "Claims for tyres and axles broken on the Scarne road have cost the county a quarter of a"
        " million since January, according to papers that Councillor Dina Okafor asked for.",
        "Engineers blame water that froze under the surface. The road was last rebuilt in 1988,"
        " when it carried a third of the lorries that now come down from the quarry at Tull.",
        "Ms Okafor wants the quarry's owners to share the bill. They answered that they pay taxes"
        " like everybody and had offered gravel at cost, an offer nobody took up.",
    ),
    "School choir wins in the capital": (
        "Thirty-one children from Netherby came home on Sunday night with a cup almost as tall as"
        " the smallest of them, having sung four songs without a single sheet of music.",
        "Their teacher, Agnes Lindqvist, picked the programme only a week before the final. Two of"
        " the songs are in dialect, and one juror asked for a translation afterwards.",
        "The cup will stand in the bakery on Mill Lane, since the school has no cabinet that is"
        " deep enough for it, and the baker's twins are among the altos.",
    ),
    "Beavers dam the wrong stream": (
        "A family of beavers that was released near Corrie Wood in spring has moved two miles east"
        " and flooded the cellar of the Plough, an inn that stood dry for three centuries.",
        "The landlady, Ruth Adeyemi, discovered them when a barrel floated past her. She is fond"
        " of animals, she says, but would be fonder of these in somebody else's stream.",
        "Wardens will lower the dam by a hand's breadth a day, so that the beavers lose interest"
        " and not their home. Three earlier attempts elsewhere ended with a taller dam.",
    ),
    "Night bus to the hospital saved": (
        "The late bus between Garrow and the hospital at Stainmoor will run for another year after"
        " nurses collected nine thousand signatures in the canteen and at the stops.",
        "Without it the last shift would have had to wait until six. The company Fennel Travel had"
        " called the line a loss, though it never counted passengers on a Friday.",
        "The transport committee pays half, the hospital a third, and the rest comes from a higher"
        " fare after midnight, which the nurses themselves had proposed in March.",
    ),
    "Bell tower leans a finger more": (
        "Surveyors with lasers found that the tower of Saint Oda leans four fingers to the west,"
        " one more than five years ago, and blame the drought for most of the difference.",
        "Clay under the western wall has dried and shrunk. Professor Elias Thorne, who has watched"
        " the tower since his student days, would water the ground rather than prop the wall.",
        "Until that is decided only the small bell is rung. The large one weighs as much as two"
        " cows, and when it swings a glass of water on the altar shivers.",
    ),
    "Library lends out garden tools": (
        "Spades, a cider press and eleven kinds of saw can be borrowed since Monday in the library"
        " at Upper Wick, on the same card as novels and for the same three weeks.",
        "The idea is the librarian's, Tomas Varga, whose own shed is full of things that he needed"
        " once. In a week forty tools went out, and all but a hedge trimmer came back.",
        "Fines are paid in seed. Mr Varga expects that by autumn the shelf of packets will be worth"
        " more than the saws, and is looking for a volunteer who can tell leek from onion.",
    ),
    "Mill wheel makes power again": (
        "Water from the Esk turns a wheel at Harbottle Mill once more, and since Thursday the wheel"
        " turns a generator that feeds twenty houses and the lamps along the towpath.",
        "It cost less than a new roof would have. The owners, Priya and Callum Rennie, dug out the"
        " race themselves and found two millstones, a boot and the keel of a punt.",
        "In a dry August there will be nothing to sell. In winter, when the river is high, the mill"
        " makes more than the village uses, and the grid pays for what is left.",
    ),
}


def page(title: str, *, notes: bool = True) -> str:
    """One page of the weekly, its notes inside the article as if they belonged to it."""
    first, *rest = STORIES[title]
    paragraphs = [first, MIDWAY, *rest, *NOTES] if notes else [first, *rest]
    body = "".join(f"<p>{each}</p>" for each in paragraphs)
    return (
        f'<html><head><title>{title}</title><meta property="og:site_name" content="{SOURCE}">'
        f'<meta property="og:title" content="{title}"></head><body><nav><a href="/">Home</a>'
        f'<a href="/county">County</a></nav><article><h1>{title}</h1>{body}</article></body></html>'
    )


def write(folder: Path, *, notes: bool = True) -> list[Path]:
    """The eight pages as files, in order."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for number, title in enumerate(STORIES):
        path = folder / f"weekly-{number}.html"
        path.write_text(page(title, notes=notes), "utf-8")
        paths.append(path)
    return paths
