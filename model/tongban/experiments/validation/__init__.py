"""Validation (验证): the model held against theory and against published figures."""
