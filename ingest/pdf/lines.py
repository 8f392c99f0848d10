"""Words to lines in reading order: columns found by the white strip between them, rows of set tables by their gaps."""

from dataclasses import dataclass, field

from ingest.pdf.words import Word

CELL_GAP = 1.6
"""Gap, in font sizes, that parts two cells of one line."""
GUTTER = 0.9
"""Least width, in font sizes, of the strip between two columns."""
COLUMN_WIDTH = 11
"""Least width of a column of running text, in font sizes."""
COLUMN_LINES = 4
"""Fewest lines of a column."""

EVEN = 1.3
"""How many times the narrowest gap of a justified line its widest is at most; the gaps of a table's row differ more."""


@dataclass(slots=True)
class Line:
    """A line of words, parted into cells where wide gaps are."""

    words: list[Word]
    left: float = 0
    """The left and right margin of the column that the line stands in."""
    right: float = 0
    cells: list[list[Word]] = field(default_factory=list)
    merged: bool = False
    """Whether its cells were put together from several lines."""

    @property
    def text(self) -> str:
        """The words with spaces between them."""
        return " ".join(word.text for word in self.words)

    @property
    def x0(self) -> float:
        """Left end."""
        return self.words[0].x0

    @property
    def x1(self) -> float:
        """Right end."""
        return max(word.x1 for word in self.words)

    @property
    def top(self) -> float:
        """Upper end."""
        return min(word.top for word in self.words)

    @property
    def bottom(self) -> float:
        """Lower end."""
        return max(word.bottom for word in self.words)

    @property
    def size(self) -> float:
        """The font size of most of the line."""
        return max(self.words, key=lambda word: len(word.text) * 100 + word.size).size

    @property
    def bold(self) -> bool:
        """Whether nearly all of it is bold."""
        letters = sum(len(word.text) for word in self.words)
        return sum(len(word.text) for word in self.words if word.bold) > 0.8 * letters


def lines_of(words: list[Word]) -> list[Line]:
    """Lines from top to bottom, each from left to right, without regard to columns."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (word.middle, word.x0)):
        for line in reversed(lines[-4:]):
            middle = sum(other.middle for other in line) / len(line)
            if abs(word.middle - middle) < 0.45 * min(word.size, line[0].size):
                line.append(word)
                break
        else:
            lines.append([word])
    return [Line(sorted(line, key=lambda word: word.x0)) for line in lines]


def reading_order(words: list[Word]) -> list[Line]:
    """Lines in reading order with their column's margins and their cells."""
    if not words:
        return []
    x0, x1 = min(word.x0 for word in words), max(word.x1 for word in words)
    gutter = _gutter(words, x0, x1)
    if gutter is not None:
        place, top, bottom = gutter
        band = [word for word in words if top <= word.middle <= bottom]
        above = [word for word in words if word.middle < top]
        below = [word for word in words if word.middle > bottom]
        left = [word for word in band if word.x1 <= place]
        right = [word for word in band if word.x1 > place]
        parts = (above, left, right, below)
        if all(len(part) < len(words) for part in parts):
            return [line for part in parts for line in reading_order(part)]
    lines = _side_by_side(lines_of(words))
    ends = _column_ends(lines)
    for line in lines:
        line.left, line.right = x0, ends.get(round(line.size), x1)
        line.cells = _cells(line)
    for place, line in enumerate(lines):
        if len(line.cells) > 1 and _is_stretched(lines, place):
            line.cells = [line.words]
    return with_cells_joined(lines)


def _column_ends(lines: list[Line]) -> dict[int, float]:
    """The right margin of each size of print with lines enough: a wide headline is no measure for the text."""
    ends: dict[int, list[float]] = {}
    for line in lines:
        ends.setdefault(round(line.size), []).append(line.x1)
    return {size: max(found) for size, found in ends.items() if len(found) >= COLUMN_LINES}


def _side_by_side(lines: list[Line]) -> list[Line]:
    """Lines where blocks set beside each other on lines of their own (a poster's date beside its name) follow the
    order of the file instead of their height."""
    done: list[Line] = []
    group: list[Line] = []
    for line in [*lines, None]:
        if line is not None and group and (_beside(group[-1], line) or (len(group) > 1 and _beside_next(lines, line))):
            group.append(line)
            continue
        done.extend(sorted(group, key=_first_order) if len(group) > 2 else group)
        group = [line] if line is not None else []
    return done


def _beside(one: Line, other: Line) -> bool:
    """Whether two lines overlap in height but not in width."""
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    return shared > 0.1 * min(one.size, other.size) and (one.x1 < other.x0 or other.x1 < one.x0)


def _beside_next(lines: list[Line], line: Line) -> bool:
    place = lines.index(line)
    return place + 1 < len(lines) and _beside(line, lines[place + 1])


def _first_order(line: Line) -> int:
    return min(word.order for word in line.words)


def _is_stretched(lines: list[Line], place: int) -> bool:
    """Whether the wide gaps of a line are those of justified running text: even, and among lines without cells."""
    line = lines[place]
    gaps = sorted(after.x0 - before.x1 for before, after in zip(line.words, line.words[1:], strict=False))
    if not gaps or line.right - line.x1 > 1.5 * line.size:
        return False
    if len(gaps) > 1 and gaps[-1] <= EVEN * gaps[0]:
        return True
    near = [other for other in lines[max(0, place - 1) : place + 2] if other is not line]
    alone = all(len(other.cells) == 1 for other in near)
    return alone and gaps[len(gaps) // 2] > 0.5 * gaps[-1]


def with_cells_joined(lines: list[Line]) -> list[Line]:
    """Lines in which cells of several lines are put together, as the order of the file shows them to be.

    The words of one cell follow one another in the file, line by line; the words of a row of one-line cells
    follow across the row. A single row below its heads is read column by column: head, then cell.
    """
    done: list[Line] = []
    place = 0
    while place < len(lines):
        end = place + 1
        while end < len(lines) and _shares_cell(lines[end - 1], lines[end]):
            end += 1
        group = lines[place:end]
        if len(group) == 1:
            done.extend(group)
        else:
            columns = _columns(group)
            head = done[-1] if done and len(done[-1].cells) == len(columns) and not done[-1].merged else None
            alone = end >= len(lines) or len(lines[end].cells) == 1
            if head is not None and alone:
                done.pop()
                done.extend(_by_column(head, columns))
            else:
                done.append(_merged(group, columns))
        place = end
    return done


def _shares_cell(upper: Line, lower: Line) -> bool:
    """Whether a cell of one line goes on in the next while another cell stands beside it."""
    if (len(upper.cells) < 2 and len(lower.cells) < 2) or lower.top - upper.bottom > 0.8 * lower.size:
        return False
    return any(
        above[-1].order + 1 == below[0].order and above[0].x0 < below[-1].x1 and below[0].x0 < above[-1].x1
        for above in upper.cells
        for below in lower.cells
    )


def _columns(group: list[Line]) -> list[list[list[Word]]]:
    """The cells of a group of lines by column, from left to right, each with its lines."""
    columns: list[list[list[Word]]] = []
    for line in group:
        for cell in line.cells:
            for column in columns:
                x0, x1 = min(part[0].x0 for part in column), max(part[-1].x1 for part in column)
                if cell[0].x0 < x1 and x0 < cell[-1].x1:
                    column.append(cell)
                    break
            else:
                columns.append([cell])
    return sorted(columns, key=lambda column: column[0][0].x0)


def _merged(group: list[Line], columns: list[list[list[Word]]]) -> Line:
    cells = [[word for part in column for word in part] for column in columns]
    words = [word for cell in cells for word in cell]
    return Line(words, group[0].left, group[0].right, cells, merged=True)


def _by_column(head: Line, columns: list[list[list[Word]]]) -> list[Line]:
    done: list[Line] = []
    for title, column in zip(head.cells, columns, strict=True):
        parts = [title, *column]
        left, right = min(part[0].x0 for part in parts), max(part[-1].x1 for part in parts)
        done.extend(Line(part, left, right, [part]) for part in parts)
    return done


def _cells(line: Line) -> list[list[Word]]:
    cells = [[line.words[0]]]
    for before, word in zip(line.words, line.words[1:], strict=False):
        if word.x0 - before.x1 > CELL_GAP * min(before.size, word.size):
            cells.append([])
        cells[-1].append(word)
    return cells


def _gutter(words: list[Word], x0: float, x1: float) -> tuple[float, float, float] | None:
    """A strip with text on both sides that no line crosses: its middle, and the height where it begins and ends."""
    width = x1 - x0
    size = sorted(word.size for word in words)[len(words) // 2]
    if width < 14 * size or len(words) < 3 * COLUMN_LINES:
        return None
    lines = lines_of(words)
    best: tuple[float, float, float] | None = None
    most = 0.0
    for place in _strips(lines, x0 + 0.2 * width, x0 + 0.8 * width, size):
        found = _free_band(lines, place, size)
        if found and found[0] > most:
            most, best = found[0], (place, found[1], found[2])
    return best


def _strips(lines: list[Line], x0: float, x1: float, size: float) -> list[float]:
    """Where strips may lie: in a wide gap of a line, or before a line that begins far from the margin."""
    step = max(size / 4, 1.5)
    places: dict[int, float] = {}
    for line in lines:
        starts = [line.words[0].x0 - GUTTER * size / 2]
        for before, word in zip(line.words, line.words[1:], strict=False):
            if word.x0 - before.x1 >= GUTTER * size:
                starts.append(word.x0 - GUTTER * size / 2)
        for place in starts:
            if x0 < place < x1:
                places.setdefault(round(place / step), place)
    return sorted(places.values())


def _free_band(lines: list[Line], place: float, size: float) -> tuple[float, float, float] | None:
    """The longest run of lines that leave the strip at `place` free, if it looks like columns of running text."""
    best: tuple[float, float, float] | None = None
    run: list[Line] = []
    for line in [*lines, None]:
        if line is not None and _leaves_free(line, place, size):
            run.append(line)
            continue
        found = _as_columns(run, place)
        if found and (best is None or found[0] > best[0]):
            best = found
        run = []
    return best


def _leaves_free(line: Line, place: float, size: float) -> bool:
    """Whether no word of a line reaches into the strip around `place`."""
    half = 0.5 * GUTTER * size / 2  # the strip's middle is known to a fraction of a letter only
    return all(word.x1 <= place - half or word.x0 >= place + half for word in line.words)


def _as_columns(run: list[Line], place: float) -> tuple[float, float, float] | None:
    """Score and extent of a run of lines as two columns: both sides must be filled with text like columns are."""
    left = [[word for word in line.words if word.x1 <= place + 1] for line in run]
    right = [[word for word in line.words if word.x1 > place + 1] for line in run]
    if sum(map(bool, left)) < COLUMN_LINES or sum(map(bool, right)) < COLUMN_LINES:
        return None
    both = sum(1 for one, other in zip(left, right, strict=True) if one and other)
    fill_left, fill_right = _fill(left), _fill(right)
    words_per_line = sum(len(line.words) for line in run) / len(run)
    size = run[0].words[0].size
    if min(_widest(left), _widest(right)) < COLUMN_WIDTH * size:
        return None
    prose = fill_left > 0.6 and fill_right > 0.6 and words_per_line > (5 if both > 0.5 * len(run) else 2.5)
    if not prose:
        return None
    return float(len(run)), run[0].top - 0.1, run[-1].bottom + 0.1


def _widest(side: list[list[Word]]) -> float:
    return max((words[-1].x1 - words[0].x0 for words in side if words), default=0.0)


def _fill(side: list[list[Word]]) -> float:
    """How full the lines of one side are: the median width as a share of the widest."""
    widths = sorted(words[-1].x1 - words[0].x0 for words in side if words)
    return widths[len(widths) // 2] / max(widths[-1], 1.0) if widths else 0.0
