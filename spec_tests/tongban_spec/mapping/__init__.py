"""Mappings (映射): from a vendor's columns, words and time zones to the vocabulary.

``shape`` says what a mapping file may hold, ``load`` reads it with the place of every mistake,
``apply`` makes raw tables of a log by it, ``propose`` writes a first draft from a log.
"""
