"""Values: frozen, slotted, no input or output, standard library only.

`text` says what an offset counts, `article` what came in, `annotation` what people
marked, `link` what belongs together, `ids` how each of them is named.
"""
