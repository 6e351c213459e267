"""Levers (措施) by the essay's four points, and the regimes built from them."""
