"""`python -m quangba`, for where the command is not on the path."""

from quangba.cli import main

if __name__ == "__main__":
    main()
