"""Run the command with ``python -m bochum_kg``."""

from bochum_kg.cli import main

if __name__ == "__main__":
    main()
