"""The report of a check (检查报告): one offline page, JSON, JUnit, CTRF, a badge, all breaches.

``contents`` gathers what a report says while the evidence is open; ``folder`` writes it. The
marks, the look and the frame of a page (``markup``, ``style``, ``frame``) serve the simulator's
report too.
"""
