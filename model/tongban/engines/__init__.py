"""Engines (引擎): arrays in, trace arrays out. They know neither levers nor actors."""
