"""The `drogowskaz` command: one file a group of commands, each importing its stages only when it runs."""

import io
import sys
import traceback
from pathlib import Path

from api.cli.app import app
from api.errors import BadRequestError, one_line


def main(arguments: list[str] | None = None) -> None:
    """Run the command and exit: 0 done, 1 failed, 2 wrong usage, 130 interrupted; an error is one line on stderr."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # a file's name may hold bytes that are no text, a terminal may lack letters; neither is worth failing for
            stream.reconfigure(errors="backslashreplace")
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
    except BadRequestError as error:
        return _fail(error, 2)
    except OSError as error:
        return _fail(error, 1, _about_files(error))
    except Exception as error:  # noqa: BLE001 - the last border: people get a line, never a traceback
        return _fail(error, 1, _about_settings(error))
    return result if isinstance(result, int) else 0


def _fail(error: BaseException, code: int, message: str | None = None) -> int:
    if _debugging():
        traceback.print_exception(error)
    print(f"drogowskaz: {one_line(error) if message is None else ' '.join(message.split())}", file=sys.stderr)
    return code


def _debugging() -> bool:
    from pydantic import ValidationError

    from api.settings import ApiSettings

    try:
        return ApiSettings().debug
    except ValidationError:
        return False


def _about_settings(error: Exception) -> str | None:
    """A wrong setting of the environment in words; None where the error is something else."""
    from pydantic import ValidationError

    if not isinstance(error, ValidationError) or not error.title.endswith("Settings"):
        return None
    first = error.errors()[0]
    return f"DROGOWSKAZ_{'_'.join(map(str, first['loc'])).upper()}: {first['msg']}, not {first['input']!r}"


def _about_files(error: OSError) -> str | None:
    """Says which setting to change where it is the data folder that cannot be used."""
    from corpus.settings import CorpusSettings

    data = CorpusSettings().data.absolute()
    if not isinstance(error.filename, str) or Path(error.filename).absolute() not in (data, *data.parents):
        return None
    return f"the data folder {data} cannot be used ({error.strerror}); set DROGOWSKAZ_DATA to a folder to write in"
