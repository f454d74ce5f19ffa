"""A run to take away: as a script, a notebook, tables, a page that replays it.

Each module here turns one trace, the steps of its program with their values, into one kind of file.
There is no mathematics here: what a file computes is the program's own lines, and what it holds are
the trace's own numbers, to the last bit.
"""
