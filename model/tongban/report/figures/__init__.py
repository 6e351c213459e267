"""The figures of a report (图): each a frozen object that draws itself and writes its data.

A module a figure. ``..._of(comparison)`` takes from a comparison what the figure shows; the
picture and the CSV are both made of that and of nothing else.
"""
