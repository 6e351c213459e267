"""The catalogue lint (目录体检): a province's own list of items, checked with no log at all.

``sheet`` reads the list (``worksheet``: merged cells, formulas; ``totals``: rows left out),
``columns`` says which of its columns is which, ``entries`` what a row says, ``unstated`` what no
cell says, ``tables`` makes the context tables that the requirements judge, ``faults`` puts what
they and the rules of ``rules`` find back to row and column; ``page`` and ``workbook`` show it.
"""
