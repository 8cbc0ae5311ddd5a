"""`yaowen` and `python -m bot`: what begins first, so that a Ctrl-C is quiet while all else is still being imported."""

import sys


def main() -> None:
    try:
        from bot.cli import main as run

        run()
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
