"""`drogowskaz evaluate`: figures of extraction and search on judged documents."""

import json
from pathlib import Path
from typing import Annotated

import typer

JUDGED = ("work", "dev", "measure")
"""Parts whose documents the queries are judged over."""
PARTS = (*JUDGED, "fresh")
STAGES = ("extraction", "search")


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command("evaluate")(evaluate)


def evaluate(
    stage: Annotated[str | None, typer.Argument(help="extraction or search; both where nothing is said.")] = None,
    *,
    part: Annotated[
        str, typer.Option("--part", help="Which part of the gold set: work, dev, measure, fresh.")
    ] = "work",
    documents: Annotated[Path | None, typer.Option("--documents", help="A folder of documents of your own.")] = None,
    gold: Annotated[Path | None, typer.Option("--gold", help="Gold records of these documents.")] = None,
    queries: Annotated[list[Path] | None, typer.Option("--queries", help="Files of judged queries.")] = None,
    errors: Annotated[
        bool,
        typer.Option("--errors", help="List every value that is wrong in its sentence (not of `measure` and `fresh`)."),
    ] = False,
    confidence: Annotated[
        bool, typer.Option("--confidence", help="Show how many of the values given with a confidence are right.")
    ] = False,
    among: Annotated[
        str, typer.Option("--among", help="Search among the documents of the `part` or of the whole judged `sample`.")
    ] = "part",
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Score extraction against gold records, and search (with simpler rankings beside it) against judged queries."""
    if stage not in {None, *STAGES}:
        raise typer.BadParameter(f"there is no stage {stage}; there are {' and '.join(STAGES)}")
    if among not in {"part", "sample"}:
        raise typer.BadParameter("--among takes part or sample")
    if stage != "search" and (documents is None) != (gold is None):
        raise typer.BadParameter("--documents and --gold belong together")
    if part not in PARTS:
        raise typer.BadParameter(f"there is no part {part}; there are {', '.join(PARTS)}")
    if errors and documents is None and part in {"measure", "fresh"}:
        raise typer.BadParameter("the measuring parts stay unread; use --part work")
    from importlib.resources import files

    corpus = Path(str(files("corpus")))
    folder = documents or corpus / "sample" / part
    record: dict[str, object] = {}
    if stage != "search":
        record["extraction"] = _extraction(folder, gold or corpus / "gold" / part, errors, confidence, quiet=as_json)
    paths = queries or ([] if documents else sorted((corpus / "gold" / "queries").glob(f"{part}*.json")))
    if stage == "search" and not paths:
        raise typer.BadParameter("name files of judged queries with --queries")
    if stage != "extraction" and paths:
        folders = [folder] if among == "part" else [corpus / "sample" / name for name in JUDGED]
        record["search"] = _search(folders, paths, quiet=as_json)
    if as_json:
        print(json.dumps(record, ensure_ascii=False, indent=1))


def _extraction(folder: Path, gold: Path, errors: bool, confidence: bool, *, quiet: bool) -> dict[str, object]:
    from api.evaluation import extraction_report
    from extract.reliability import report

    found = extraction_report(folder, gold)
    scores = found.scores
    if not quiet:
        print(f"extraction, {scores.documents} documents: macro F1 {scores.macro_f1:.3f}")
        for name, tally in scores.fields.items():
            print(f"  {name:16} P {tally.precision:.3f}  R {tally.recall:.3f}  F1 {tally.f1:.3f}")
            for wrong in tally.errors if errors else ():
                sentence = found.sentence(wrong)
                print(f"    {wrong}" + (f"\n        „{sentence}”" if sentence else ""))
        if confidence:
            print("\n" + report(found.reliability) + "\n")
    fields = {
        name: {"precision": tally.precision, "recall": tally.recall, "f1": tally.f1}
        for name, tally in scores.fields.items()
    }
    return {"documents": scores.documents, "macro_f1": scores.macro_f1, "fields": fields}


def _search(folders: list[Path], paths: list[Path], *, quiet: bool) -> list[dict[str, object]]:
    from api.evaluation import ranking_scores
    from search.evaluate import read_queries, report

    scores = ranking_scores(folders, read_queries(*paths), with_baselines=True)
    if not quiet:
        print(report(scores))
    return [
        {"ranking": one.name, "ndcg10": one.overall, "kinds": dict(one.kinds), "refused": one.refused} for one in scores
    ]
