"""The `drogowskaz` command: one file a group of commands, each importing its stages only when it runs."""

import sys
import traceback

from api.cli.app import app
from api.errors import one_line


def main(arguments: list[str] | None = None) -> None:
    """Run the command and exit: 0 done, 1 failed, 2 wrong usage, 130 interrupted; an error is one line on stderr."""
    sys.exit(_run(sys.argv[1:] if arguments is None else arguments))


def _run(arguments: list[str]) -> int:
    from typer import Abort, TyperException
    from typer._click.exceptions import NoArgsIsHelpError

    try:
        result = app(arguments, prog_name="drogowskaz", standalone_mode=False)
        sys.stdout.flush()
    except NoArgsIsHelpError as error:
        print(error.format_message(), file=sys.stderr)
        return error.exit_code
    except TyperException as error:
        return _fail(error, error.exit_code, error.format_message())
    except (Abort, KeyboardInterrupt):
        return _fail(KeyboardInterrupt("przerwano"), 130)
    except BrokenPipeError:
        # the reader of our output went away (`| head`): closing quietly is what it wants
        sys.stderr.close()
        return 0
    except Exception as error:  # noqa: BLE001 - the last border: people get a line, never a traceback
        return _fail(error, 1)
    return result if isinstance(result, int) else 0


def _fail(error: BaseException, code: int, message: str | None = None) -> int:
    from api.settings import ApiSettings

    if ApiSettings().debug:
        traceback.print_exception(error)
    print(f"drogowskaz: {one_line(error) if message is None else ' '.join(message.split())}", file=sys.stderr)
    return code
