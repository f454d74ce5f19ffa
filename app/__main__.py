"""`python -m app` is the `stepgrad` command."""

from app.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
