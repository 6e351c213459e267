"""Trace (轨迹): what happened, from an engine's arrays to events, tables and files."""
