"""``python -m tongban_spec.cli`` (命令入口)."""

from tongban_spec.cli import main

if __name__ == "__main__":
    main()
