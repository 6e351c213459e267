"""Experiments (实验): replications, intervals, comparisons."""
