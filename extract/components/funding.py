"""Sources of money: funds, operational programmes and budgets, with the measure (`działanie 8.1`) named beside them."""

import re
from collections.abc import Sequence
from functools import cache

from corpus.documents import BlockKind
from extract.asides import asides
from extract.candidates import Candidate, FundCandidate
from extract.inflection import nominals
from extract.nominative import nominative
from extract.patterns import Match, Patterns
from extract.rules import load_rules
from extract.words import Words
from extract.zones import Zones

_MEASURE = re.compile(
    r"(?:(?:pod)?działani[ea]\w*\s+(?:nr\s+)?)((?:[IVX]+|\d{1,2}|FE[A-ZŚ]{2})(?:\.\s?\d{1,2}){1,3})"
    r"|\b((?:FE|RP)[A-ZŚ]{2}(?:\.\d{2}){2,3})",
    re.IGNORECASE,
)
_MEASURE_REACH = 400
"""Characters around an operational programme within which its measure stands."""
_YEARS = re.compile(r"\s*(?:na lata\s+)?20\d\d\s?[-–—]\s?20\d\d")
_SURE = {"names": 0.9, "programmes": 0.9, "payers": 0.85, "sums": 0.85, "implied": 0.75}
_PAYING = frozenset({"payers", "sums"})
"""Sorts of wording in which a body stands beside what it does or a sum: whether it pays, the words around tell."""
_BACKED = 0.78
"""Confidence of a programme's name that implies its fund where the text says that money comes from the programme."""
_BACKED_REACH = 14
_MONEY = (
    "dofinans",
    "finans",
    "sfinans",
    "współfinans",
    "dotacj",
    "środk",
    "pieniąd",
    "dosta",
    "otrzyma",
    "pozyska",
    "zdoby",
    "minister",
    "rządow",
    "zł",
)
_CALLS = ("program", "konkurs", "nabor", "ramach", "ramy")
_FUNDING = re.compile("finans|środk|źródł|budżet")
_LINKS, _LINK = 5, 5
"""So many items with so few words each, on the mean, are links of the site."""
_PROGRAMME = re.compile(r"program|umow", re.IGNORECASE)
_OWN_SHARE = frozenset({"środki własne", "środków własnych", "środkami własnymi"})
_OTHERS = frozenset({"caritas", "stowarzyszenie", "fundacja", "partner", "oferent", "lider", "towarzystwo", "spółka"})
"""Bodies behind `środki własne` whose share is not the town's."""
_SHADOWED = {
    "esf_plus": ("esf", "lottery_or_private"),
    "pfron": ("solidarity_fund", "lottery_or_private", "state_budget"),
    "solidarity_fund": ("state_budget",),
    "labour_fund": ("state_budget",),
    "covid_fund": ("state_budget",),
    "regional_budget": ("municipal_budget", "state_budget"),
    "feers": ("regional_fe",),
    "state_budget": ("municipal_budget",),
}
"""Codes that a match of the key's code makes void where it shares words with them."""
_ALL, _WORK = ("oba", "oby", "obydw", "obie", "obu", "wszystki"), ("program", "projek", "zadani", "przedsięwzięci")
_FINITE = ("fin", "praet", "imps", "bedzie", "impt", "inf", "winien")
_GIVEN = frozenset(
    {
        "zł",
        "złoty",
        "tys",
        "tysiąc",
        "mln",
        "milion",
        "pln",
        "lokal",
        "wkład",
        "miasto",
        "gmina",
        "powiat",
        "samorząd",
        "ośrodek",
    }
)
"""What a body gives, and bodies of a town: with these the wording of a payer may end."""
_RECIPIENTS = frozenset({"dla", "na", "do", "w", "we"})
"""Words before a body that gets money, or where something happens."""
_TOWNS = frozenset({"gmina", "miasto", "powiat", "samorząd"})
_MONEYS = frozenset({"środki", "środek", "fundusz", "dotacja", "pieniądz", "pieniądze", "rezerwa", "dofinansowanie"})
_MONEY_OF = 3
"""Words behind a verb of paying before „ze”, and behind „ze” that tell whose money it is."""
_AFAR = frozenset({"dala", "skali", "całym", "całej"})
"""Words that make a body beside a sum a mere place (`z dala od miasta`, `w skali województwa`)."""
_RECEIVED = frozenset(
    {"otrzymać", "otrzymywać", "dostać", "dostawać", "przypaść", "przypadać", "pozyskać", "uzyskać", "trafić"}
)
_MEASURED = frozenset({"esf", "esf_plus", "erdf", "rpo", "regional_fe", "power", "kapital_ludzki", "feers"})
_STATE = frozenset({"state_budget", "solidarity_fund", "labour_fund", "pfron", "covid_fund"})
"""Funds beside which a programme's name alone implies no other money of the state."""
_BOARD_REACH = 160
"""An information board names the fund right before the programme, at most so many characters away."""
_BOARD_LINE = 40
"""Funds of one board stand at most so many characters apart."""
_FINANCED = ("dofinansowan", "sfinansowan", "współfinansowan", "finansowan")
_OUTRIGHT_REACH = 5
"""`finansowany` stands at most so many words before the fund that pays."""
_BOARD_HEAD = 12
"""Words that a line of a board's head has at most."""
_DENIED = 6
"""Words behind a denial that it reaches."""
_BREAKS = frozenset(',;”"„«»:')
Sort = tuple[str, str]
"""A code and the sort of wording."""


def find(words: Words, zones: Zones) -> list[FundCandidate]:
    """Every source of money named; `pays` is False in acts, privacy clauses, tales of earlier editions and mentions."""
    matches = list(_patterns().find(words))
    beside = asides(words)
    mentioned = {words.sentences[match.first] for match in matches if match.meaning[0] == "mentioned"}
    found: list[FundCandidate] = []
    denied = {
        place for match in matches if match.meaning[0] == "denied" for place in range(match.last, match.last + _DENIED)
    }
    for match in _distinct([match for match in matches if match.meaning[1] and not _broken(words, match)]):
        code, sort = match.meaning
        start, end = words.span(match.first, match.last)
        years = _YEARS.match(words.text, end) if sort == "programmes" else None
        end = years.end() if years else end
        name = nominative(words, *words.at(start, end))
        programme = name if sort == "programmes" else None
        measure = _measure(words.text, start) if code in _MEASURED else None
        aside = zones.excludes(match.first) or words.kind(match.first) is BlockKind.IMPRINT
        aside = aside or bool(beside[match.first]) or _lonely(words, match)
        named = words.sentences[match.first] not in mentioned or _financed_from(words, match.first)
        named = named and match.first not in denied
        pays = named and not aside and not _others_share(words, match)
        implied = sort == "implied" or (code == "state_budget" and sort in _PAYING)
        board = _heads_board(words, match.first)
        sure = _BACKED if sort == "implied" and _backed(words, match.first) else _SURE[sort]
        common = _of_all(words, match.first)
        found.append(FundCandidate(start, end, sure, code, name, programme, measure, pays, implied, board, common))
    return found


def chosen(
    found: Sequence[FundCandidate],
    spans: Sequence[tuple[int, int]],
    shared: Sequence[tuple[int, int]],
    names: Sequence[Candidate],
    size: int,
) -> list[FundCandidate]:
    """The funds that pay for the programme whose text is `spans`, surest first.

    A board's fund stands right before the programme's name, thus at the end of the text before it; funds of the
    `shared` text pay where the own text names none. What only a programme's name implies counts in `names`, the
    mentions of this programme's own, and behind `program`. `size` is the length of the document in characters.
    """
    paying = [fund for fund in found if fund.pays and (not _by_name(fund) or _in_names(fund, names))]
    begin, end = (spans[0][0], spans[-1][1]) if spans else (0, size)
    own = [fund for fund in paying if fund.common or any(first <= fund.start < last for first, last in spans)]
    board = [fund for fund in paying if fund.board and 0 <= begin - fund.end < _BOARD_REACH and fund not in own]
    if end < size:
        own = [fund for fund in own if not (fund.board and end - fund.end < _BOARD_REACH)]
    nearest = max((fund.end for fund in board), default=0)
    own = own + [fund for fund in board if nearest - fund.end < _BOARD_LINE] or [
        fund for fund in paying if any(first <= fund.start < last for first, last in shared)
    ]
    stated = {fund.code for fund in own if not fund.implied}
    kept = [fund for fund in own if not fund.implied or fund.code in stated or not stated & _STATE]
    return sorted(kept, key=lambda fund: (-fund.confidence, fund.start))


def _by_name(fund: FundCandidate) -> bool:
    """Whether a proper name alone (`Senior+`) implies the fund."""
    return fund.confidence == _SURE["implied"] and not _PROGRAMME.search(fund.name)


def _in_names(fund: FundCandidate, names: Sequence[Candidate]) -> bool:
    return any(name.start < fund.end and fund.start < name.end for name in names)


def _distinct(matches: Sequence[Match[Sort]]) -> list[Match[Sort]]:
    """Matches without those that a wider one of the same code, or one of a more specific code, covers."""
    kept = []
    for match in matches:
        for other in matches:
            if other is match or other.last <= match.first or match.last <= other.first:
                continue
            wider = other.last - other.first > match.last - match.first
            same = other.meaning[0] == match.meaning[0]
            if same and (wider or (other.last - other.first == match.last - match.first and other.first < match.first)):
                break
            if match.meaning[0] in _SHADOWED.get(other.meaning[0], ()) and set(other.named) & set(match.named):
                break
        else:
            kept.append(match)
    return kept


def _is_denied(words: Words, match: Match[Sort]) -> bool:
    """Whether a match says that somebody does not pay; `nie tylko` says that others pay, too."""
    return any(
        words.lower[i] == "nie" and words.lower[i + 1 : i + 2] != ["tylko"] for i in range(match.first, match.last)
    )


def _broken(words: Words, match: Match[Sort]) -> bool:
    """Whether a clause ends between a payer and what it did, or a body beside a sum is given it or is only a place."""
    if match.meaning == ("municipal_budget", "names") and "dla" in words.lower[match.first : match.last]:
        return True
    if match.meaning[0] == "municipal_budget" and (_given_to(words, match) or _with_others_money(words, match)):
        return True
    if match.meaning[1] not in _PAYING:
        return False
    afar = not _AFAR.isdisjoint(words.lower[max(0, match.first - 2) : match.first + 1])
    if afar or _is_denied(words, match):
        return True
    if match.meaning[1] == "payers" and _clauses(words, match) > 1:
        return True
    before = words.lower[match.first - 1] if match.first else ""
    if match.meaning[1] == "sums" and (before in _RECIPIENTS or _receives(words, match)):
        return True
    if match.meaning[1] == "payers" and (_is_done(words, match) or words.lower[match.last - 2] in _RECIPIENTS):
        return True
    return any(
        words.forms[index] in _BREAKS and not words.forms[index - 1].isdigit()
        for index in range(match.first + 1, match.last - 1)
    )


def _given_to(words: Words, match: Match[Sort]) -> bool:
    """Whether a town is whom money is given to (`pieniądze przyznał Gminie`), by the case of its last word."""
    if match.meaning[1] != "names" or words.lemmas[match.last - 1] not in _TOWNS:
        return False
    nouns = [nominal for nominal in nominals(words.forms[match.last - 1]) if nominal.noun]
    return bool(nouns) and not any(nominal.cases & {"nom", "gen", "inst", "acc"} for nominal in nouns)


def _with_others_money(words: Words, match: Match[Sort]) -> bool:
    """Whether a town pays with the money of another fund (`gmina finansuje ze środków Funduszu Solidarnościowego`)."""
    end = words.sentence_bounds(match.first)[1]
    near = range(match.last, min(end - 1, match.last + _MONEY_OF))
    behind = next((i for i in near if words.lower[i] in {"z", "ze"}), None)
    if match.meaning[1] != "payers" or behind is None:
        return False
    whose = words.lemmas[behind + 1 : min(end, behind + 1 + _MONEY_OF)]
    return whose[0] in _MONEYS and not {"własny", *_TOWNS}.intersection(whose)


def _clauses(words: Words, match: Match[Sort]) -> int:
    """How many finite verbs a wording holds."""
    return sum(words.tags[place].startswith(("fin:", "praet:")) for place in range(match.first, match.last))


def _is_done(words: Words, match: Match[Sort]) -> bool:
    """Whether no verb stands behind a body, only what is done to something (`pieniądze na klub przyznane`)."""
    last = match.last - 1
    if not words.tags[match.first].startswith("subst") or words.lemmas[last] in _GIVEN:
        return False
    return not any(reading.tag.startswith(_FINITE) for end in (match.first, last) for reading in words.analyses[end])


def _of_all(words: Words, index: int) -> bool:
    """Whether the sentence speaks of all programmes at once."""
    begin, end = words.sentence_bounds(index)
    return any(
        words.lower[place].startswith(_ALL) and words.lower[place + 1].startswith(_WORK)
        for place in range(begin, min(end, len(words) - 1))
    )


def _receives(words: Words, match: Match[Sort]) -> bool:
    """Whether a body beside a sum is one that gets it: `powiatowi …`, `gmina otrzymała …`, `… na gminy i powiaty …`."""
    between = range(match.first, match.last)
    given = any(part in words.tags[match.first] for part in (":pl:", ":dat"))
    return given or any(words.lemmas[place] in _RECEIVED for place in between)


def _heads_board(words: Words, index: int) -> bool:
    """Whether the word stands in the head of an information board, which may be broken over two lines."""
    first, last = words.block_bounds(index)
    if last - first > _BOARD_HEAD:
        return False
    before = words.block_bounds(first - 1)[0] if first else first
    return any(words.lower[place].startswith(_FINANCED) for place in (first, before))


def _backed(words: Words, first: int) -> bool:
    """Whether money is said to come from the programme named here: `dofinansowano z programu „…”`."""
    begin = words.sentence_bounds(first)[0]
    before = words.lower[max(begin, first - _BACKED_REACH) : first]
    return any(word.startswith(_MONEY) for word in before) and any(word.startswith(_CALLS) for word in before)


def _financed_from(words: Words, first: int) -> bool:
    """Whether the words right before a fund say outright that it pays: `finansowany jest ze środków Funduszu …`."""
    begin = max(words.sentence_bounds(first)[0], first - _OUTRIGHT_REACH)
    before = words.lower[begin:first]
    return any(word.startswith(_FINANCED) for word in before) and not {"z", "ze", "przez"}.isdisjoint(before)


def _lonely(words: Words, match: Match[Sort]) -> bool:
    """Whether the fund is a link of the site: an item alone in a list of short items that is no list of funds."""
    first, last = words.block_bounds(match.first)
    if words.kind(first) is not BlockKind.ITEM or last - first > _LINK:
        return False
    begin, end, items = first, last, 1
    while begin > 0 and words.kind(begin - 1) is BlockKind.ITEM:
        begin, items = words.block_bounds(begin - 1)[0], items + 1
    while end < len(words) and words.kind(end) is BlockKind.ITEM:
        end, items = words.block_bounds(end)[1], items + 1
    above = words.lower[words.block_bounds(begin - 1)[0] : begin] if begin else []
    return items >= _LINKS and end - begin <= items * _LINK and not _FUNDING.search(" ".join(above))


def _others_share(words: Words, match: Match[Sort]) -> bool:
    """Whether `środki własne` are those of a body that is no municipality."""
    if " ".join(words.lower[match.first : match.last]) not in _OWN_SHARE:
        return False
    end = min(words.block_bounds(match.first)[1], match.last + 3)
    return any(words.lemmas[index] in _OTHERS or words.lower[index] in _OTHERS for index in range(match.last, end))


def _measure(text: str, start: int) -> str | None:
    near = list(_MEASURE.finditer(text, max(0, start - _MEASURE_REACH // 2), start + _MEASURE_REACH))
    best = min(near, key=lambda match: abs(match.start() - start), default=None)
    return (best.group(1) or best.group(2)).replace(" ", "") if best else None


@cache
def _patterns() -> Patterns[Sort]:
    rows: list[tuple[str, Sort]] = []
    for code, sorts in load_rules("funds").items():
        if code in {"mentioned", "denied"}:
            rows += [(pattern, (code, "")) for pattern in sorts]
        else:
            rows += [(pattern, (code, sort)) for sort, patterns in sorts.items() for pattern in patterns]
    return Patterns(rows)
