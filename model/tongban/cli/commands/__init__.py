"""The commands (各命令), one module each."""
