"""Evidence (证据): what a platform, or a simulation, hands over to be judged.

``evidence`` says what a check is given; ``prepared`` makes it from raw tables in DuckDB; ``rows``
makes it from rows in memory, for examples and tests. The readers of files fill the raw tables.
"""
