// The text of a report, its figures marked, and ways from an offset to a place on the page.
let textNodes = [];
let marks = [];

function showText() {
  const report = current();
  const article = byId("text");
  textNodes = [];
  marks = report.observations.map(() => null);
  const pieces = document.createDocumentFragment();
  let rows = [];
  for (const block of [...report.blocks, null]) {
    if (block?.[0] === "r") {
      rows.push(block);
      continue;
    }
    if (rows.length) pieces.append(...tableOrLines(rows));
    rows = [];
    if (block?.[0] === "t") pieces.append(grid(block));
    else if (block) pieces.append(line(block));
  }
  article.replaceChildren(pieces);
  markFindings();
}

function line([kind, start, segments]) {
  const element = make(kind === "h" ? "h3" : "p", { class: "line" });
  addSegments(element, segments, start);
  return element;
}

// A table whose cells are known, merged ones at their full size.
function grid([, , rows]) {
  const body = make("tbody");
  for (const row of rows) {
    const cells = row.map(([high, wide, start, segments]) => {
      const cell = make("td", { rowspan: high > 1 ? high : null, colspan: wide > 1 ? wide : null });
      addSegments(cell, segments, start);
      return cell;
    });
    body.append(make("tr", {}, ...cells));
  }
  return make("div", { class: "scroll" }, make("table", {}, body));
}

// "| Khoản thu | Dự toán |": rows with cells are a table, bars around one cell are only a page's layout.
function tableOrLines(rows) {
  const cells = rows.map(rowCells);
  if (Math.max(...cells.map((row) => row.filter((cell) => cell.blank === false).length)) < 2) {
    return cells.flatMap((row) => row.filter((cell) => !cell.blank)).map((cell) => fill(make("p", { class: "line" }), cell));
  }
  const body = make("tbody");
  for (const row of cells) {
    const shown = row.at(-1)?.blank && row.length > 1 ? row.slice(0, -1) : row;
    const alone = shown.length > 1 && !shown[0].blank && shown.slice(1).every((cell) => cell.blank);
    if (alone) body.append(make("tr", {}, fill(make("td", { colspan: shown.length }), shown[0])));
    else body.append(make("tr", {}, ...shown.map((cell) => fill(make("td"), cell))));
  }
  return [make("div", { class: "scroll" }, make("table", {}, body))];
}

function rowCells([, start, segments]) {
  const cells = [];
  let cell = null;
  let at = start;
  const open = () => cells.push((cell = { pieces: [], blank: true }));
  for (const segment of segments) {
    if (typeof segment !== "string") {
      if (!cell) open();
      cell.pieces.push([segment, at]);
      cell.blank = false;
      at += lengthOf(segment);
      continue;
    }
    for (const [index, piece] of segment.split("|").entries()) {
      if (index > 0) {
        at += 1;
        open();
      } else if (!cell && piece.trim()) open();
      if (cell && piece) cell.pieces.push([piece, at]);
      if (cell && piece.trim()) cell.blank = false;
      at += piece.length;
    }
  }
  return cells;
}

function fill(element, cell) {
  for (const [piece, at] of cell.pieces) addSegments(element, [piece], at);
  return element;
}

function lengthOf(segment) {
  if (typeof segment === "string") return segment.length;
  return segment.slice(1).reduce((sum, part) => sum + lengthOf(part), 0);
}

function addSegments(parent, segments, start) {
  let at = start;
  for (const segment of segments) {
    if (typeof segment === "string") {
      const node = document.createTextNode(segment);
      textNodes.push([at, node]);
      parent.append(node);
      at += segment.length;
    } else {
      const mark = figureMark(segment[0]);
      at = addSegments(mark, segment.slice(1), at);
      parent.append(mark);
    }
  }
  return at;
}

function figureMark(index) {
  const observation = current().observations[index];
  const first = marks[index] === null;
  const mark = make("mark", {
    class: "figure " + observation.measure,
    "data-figure": index,
    "data-sign": first ? signOf(observation) : null,
    role: "button",
    tabindex: first ? 0 : -1,
    "aria-label": nameOf(observation),
  });
  if (first) marks[index] = mark;
  return mark;
}

function nameOf(observation) {
  return [observation.quote, say("measure_" + observation.measure), observation.indicator].filter(Boolean).join(", ");
}

// The place of an offset: the node with the greatest start that is not beyond it.
function placeOf(offset) {
  let [low, high] = [0, textNodes.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (textNodes[middle][0] <= offset) low = middle;
    else high = middle - 1;
  }
  const found = textNodes[low];
  return found && [found[1], Math.max(0, Math.min(offset - found[0], found[1].length))];
}

function rangeOf([start, end]) {
  const [first, last] = [placeOf(start), placeOf(Math.max(start, end - 1))];
  if (!first || !last) return null;
  const range = document.createRange();
  range.setStart(...first);
  range.setEnd(last[0], Math.min(last[1] + 1, last[0].length));
  return range;
}

// Marks stretches of text without touching the document; browsers without this feature only lack the tint.
function tint(name, ...spans) {
  if (!window.CSS?.highlights) return;
  const ranges = spans.filter(Boolean).map(rangeOf).filter(Boolean);
  if (ranges.length) CSS.highlights.set(name, new Highlight(...ranges));
  else CSS.highlights.delete(name);
}

function scrollTo(target) {
  const box = target.getBoundingClientRect();
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  if (box.top > 90 && box.bottom < innerHeight - 40) return;
  scrollBy({ top: box.top - innerHeight / 3, behavior: calm ? "auto" : "smooth" });
}

function showSpan(span) {
  setView("text");
  const range = rangeOf(span);
  if (!range) return;
  tint("cited", span);
  scrollTo(range);
}
