"""How the page of the synopsis looks: on a wide and a narrow screen, light, dark and on paper."""

from __future__ import annotations

# Contrast of every pair of text and ground is at least 4.5:1 in both schemes (tested).
LIGHT = {
    "ground": "#fdfcf9",
    "raised": "#f3f0e8",
    "text": "#211f1b",
    "quiet": "#5c574d",
    "line": "#d8d2c4",
    "accent": "#1d5a86",
    "alarm": "#a3262a",
    "figure": "#fbe7c2",
}
DARK = {
    "ground": "#161719",
    "raised": "#202226",
    "text": "#e7e4dc",
    "quiet": "#a9a499",
    "line": "#3a3c41",
    "accent": "#8cc0ea",
    "alarm": "#ff9b93",
    "figure": "#4a3a16",
}


def _colours(scheme: dict[str, str]) -> str:
    return "".join(f"--{name}:{value};" for name, value in scheme.items())


STYLE = (
    f":root{{color-scheme:light dark;{_colours(LIGHT)}}}\n"
    f"@media (prefers-color-scheme:dark){{:root{{{_colours(DARK)}}}}}\n"
    """\
*{box-sizing:border-box}
html{scroll-padding-top:4rem}
body{margin:0 auto;padding:1.5rem clamp(1rem,3vw,3rem) 4rem;max-width:120rem;
background:var(--ground);
color:var(--text);font:1rem/1.5 Charter,"Bitstream Charter","Iowan Old Style",Georgia,serif;
overflow-wrap:break-word}
h1{font-size:1.7rem;line-height:1.2;margin:.5rem 0}
h2{font-size:1.25rem;margin:3rem 0 .5rem}
h3{font-size:1.05rem;margin:1.5rem 0 .4rem}
a{color:var(--accent);text-underline-offset:.15em}
a:focus-visible,[tabindex]:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
nav ul{list-style:none;padding:0;margin:.8rem 0;display:flex;flex-wrap:wrap;gap:.3rem 1.2rem}
.about,.small,th small,.silent,.at,.same{color:var(--quiet)}
.about,.small,th small,.same,.at{font-size:.85rem}
th small{display:block;font-weight:normal;line-height:1.35}
.skip{position:absolute;left:-99rem}
.skip:focus{left:1rem;top:.5rem;background:var(--ground);padding:.5rem}
table{border-collapse:collapse;width:100%;table-layout:fixed}
caption{text-align:left;padding:0 0 .8rem;color:var(--quiet);font-size:.9rem}
th,td{text-align:left;vertical-align:top;padding:.7rem .8rem;border-bottom:1px solid var(--line)}
thead th{position:sticky;top:0;background:var(--ground);border-bottom:2px solid var(--text);
line-height:1.3;z-index:1}
tbody th{background:var(--raised)}
tr:target th,li:target,blockquote:target{outline:2px solid var(--accent);outline-offset:2px}
.silent{font-style:italic}
.alarm{color:var(--alarm);font-weight:bold;font-size:.85rem}
.flag{display:block;margin-top:.35rem;font-weight:normal}
blockquote{margin:0 0 .7rem}
blockquote p{margin:0}
.at{text-decoration:none;padding-left:.3em;white-space:nowrap}
.at:hover{text-decoration:underline}
mark{background:var(--figure);color:inherit;padding:0 .1em;border-bottom:2px solid var(--alarm)}
mark a{color:inherit;text-decoration:none}
dl{margin:.4rem 0 1.2rem;padding-left:1rem;border-left:3px solid var(--alarm);max-width:60rem}
dt{font-weight:bold}
dd{margin:.2rem 0 .5rem}
.alone{columns:24rem;column-gap:2.5rem;padding-left:1.2rem;max-width:100rem}
.alone li{break-inside:avoid;margin-bottom:.6rem}
@media (max-width:60rem){
table,thead,tbody,tr,th,td,caption{display:block;width:auto}
thead{display:none}
tbody tr{border:1px solid var(--line);margin-bottom:1.5rem}
tbody th{font-size:1.1rem;border-bottom:2px solid var(--line)}
tbody td::before{content:attr(data-source);display:block;font-weight:bold;font-size:.85rem;
color:var(--quiet);margin-bottom:.15rem}
tbody tr>*:last-child{border-bottom:0}
}
@media print{
:root{--ground:#fff;--raised:#fff;--text:#000;--quiet:#333;--line:#999;--accent:#000;
--alarm:#000;--figure:#fff}
@page{size:landscape;margin:12mm}
body{font-size:9pt;padding:0;max-width:none}
nav,.skip{display:none}
thead{display:table-header-group}
thead th{position:static}
tr,li,dl,blockquote{break-inside:avoid}
a{text-decoration:none}
}
"""
)
