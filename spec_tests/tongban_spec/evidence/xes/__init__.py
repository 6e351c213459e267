"""Event logs in XES (XES 日志), IEEE 1849: the case form, for tools that know nothing else.

Events only: a case is a trace, an event of no case is in a trace without a name, and the context
tables have no place. Our columns keep their names, but where XES has a word of its own:
``concept:name`` is the kind, ``time:timestamp`` the time, ``org:resource`` the officer, and the
trace's ``concept:name`` the case. An attribute of the log, ``tongban:not_recorded``, names the
kinds of events that are not recorded: without it a kind that is not there never happened.
"""
