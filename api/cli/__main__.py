"""`python -m api.cli`: the same as the `drogowskaz` command."""

from api.cli import main

main()
