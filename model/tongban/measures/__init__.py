"""Measures (指标): records in, numbers out."""
