"""The first picture, before Textual: bare Python paints it, and Textual takes over the screen.

starting   the one door: launch where that is sure to be right, else begin as ever
stage      what is read, and what keys have made of it
frame      the picture: every row of the screen as runs
sgr        runs as a terminal reads them
typing     which keys some bytes are
"""
