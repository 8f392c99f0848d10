"""`drogowskaz evaluate`: figures of extraction and search on judged documents."""

import json
from pathlib import Path
from typing import Annotated

import typer

PARTS = ("work", "dev", "measure")


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command("evaluate")(evaluate)


def evaluate(
    *,
    part: Annotated[str, typer.Option("--part", help="Which part of the gold set: work, dev or measure.")] = "work",
    documents: Annotated[Path | None, typer.Option("--documents", help="A folder of documents of your own.")] = None,
    gold: Annotated[Path | None, typer.Option("--gold", help="Gold records of these documents.")] = None,
    queries: Annotated[list[Path] | None, typer.Option("--queries", help="Files of judged queries.")] = None,
    errors: Annotated[
        bool, typer.Option("--errors", help="List every value that is wrong in its sentence (not of `measure`).")
    ] = False,
    confidence: Annotated[
        bool, typer.Option("--confidence", help="Show how many of the values given with a confidence are right.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Score extraction against gold records and search against judged queries."""
    if (documents is None) != (gold is None):
        raise typer.BadParameter("--documents and --gold belong together")
    if part not in PARTS:
        raise typer.BadParameter(f"there is no part {part}; there are {', '.join(PARTS)}")
    if errors and documents is None and part == "measure":
        raise typer.BadParameter("the measuring part stays unread; use --part work")
    from importlib.resources import files

    from api.evaluation import extraction_report, ranking_scores
    from extract.reliability import report as confidence_report
    from search.evaluate import read_queries, report

    corpus = Path(str(files("corpus")))
    folder = documents or corpus / "sample" / part
    found = extraction_report(folder, gold or corpus / "gold" / part)
    scores = found.scores
    paths = queries or ([] if documents else sorted((corpus / "gold" / "queries").glob(f"{part}*.json")))
    ranking = ranking_scores([folder], read_queries(*paths)) if paths else None
    if as_json:
        fields = {
            name: {"precision": tally.precision, "recall": tally.recall, "f1": tally.f1}
            for name, tally in scores.fields.items()
        }
        record = {"extraction": {"documents": scores.documents, "macro_f1": scores.macro_f1, "fields": fields}}
        if ranking is not None:
            record["search"] = {"ndcg10": ranking.overall, "kinds": dict(ranking.kinds), "refused": ranking.refused}
        print(json.dumps(record, ensure_ascii=False, indent=1))
        return
    print(f"extraction, {scores.documents} documents: macro F1 {scores.macro_f1:.3f}")
    for name, tally in scores.fields.items():
        print(f"  {name:16} P {tally.precision:.3f}  R {tally.recall:.3f}  F1 {tally.f1:.3f}")
        for wrong in tally.errors if errors else ():
            sentence = found.sentence(wrong)
            print(f"    {wrong}" + (f"\n        „{sentence}”" if sentence else ""))
    if confidence:
        print("\n" + confidence_report(found.reliability) + "\n")
    if ranking is not None:
        print(report([ranking]))
