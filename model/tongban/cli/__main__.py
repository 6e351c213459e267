"""``python -m tongban.cli`` (命令入口)."""

from tongban.cli import main

if __name__ == "__main__":
    main()
