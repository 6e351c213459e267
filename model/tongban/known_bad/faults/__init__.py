"""The known faults (已知错误), by the five points of the specification."""
