// The pages of a document as they were printed: each word at its place, the words of figures marked.
const SVG = "http://www.w3.org/2000/svg";

function drawn(tag, properties, text) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(properties)) element.setAttribute(name, String(value));
  if (text !== undefined) element.textContent = text;
  return element;
}

function showPages() {
  const pages = current()?.pages ?? [];
  byId("view-pages").hidden = pages.length === 0;
  if (state.view === "pages" && pages.length === 0) setView("text");
  if (state.view !== "pages") return;
  byId("pages").replaceChildren(
    ...pages.map((page) => make("figure", { class: "sheet" }, picture(page), make("figcaption", { text: `${say("page")} ${page.number}` }))),
  );
  markPages();
}

function picture({ number, shape, words }) {
  const height = 1000 * shape;
  const svg = drawn("svg", { viewBox: `0 0 1000 ${height.toFixed(1)}`, role: "img", "aria-label": `${say("page")} ${number}` });
  for (const [text, left, top, right, bottom, figure] of words) {
    const [y, high] = [top * shape, Math.max((bottom - top) * shape, 1)];
    if (figure >= 0) {
      const box = { x: left - 2, y: y - 1, width: right - left + 4, height: high + 2, "data-figure": figure };
      svg.append(drawn("rect", { ...box, class: "figure " + current().observations[figure].measure }));
    }
    const place = { x: left, y: y + 0.8 * high, "font-size": (0.9 * high).toFixed(1), textLength: Math.max(right - left, 1), lengthAdjust: "spacingAndGlyphs" };
    svg.append(drawn("text", figure >= 0 ? { ...place, "data-figure": figure } : place, text));
  }
  for (const { sign, top, right, bottom, figure } of signs(words)) {
    const high = Math.max((bottom - top) * shape, 1);
    svg.append(drawn("text", { class: "alarm", x: right + 3, y: top * shape + 0.45 * high, "font-size": (1.15 * high).toFixed(1), "data-figure": figure }, sign));
  }
  return svg;
}

function markPages() {
  const doubted = alarms();
  for (const box of byId("pages").querySelectorAll("rect.figure")) {
    const index = Number(box.dataset.figure);
    box.classList.toggle("chosen", index === state.figure);
    box.classList.toggle("faint", !matches(current().observations[index]));
    box.classList.toggle("doubtful", doubted.has(index));
  }
}

function goToOnPage(index) {
  const box = byId("pages").querySelector(`rect[data-figure="${index}"]`);
  if (!box) return false;
  choose(index, true);
  scrollTo(box);
  return true;
}

// A sign beside each figure that cannot be true, so that colour is not all that tells it.
function signs(words) {
  const doubted = alarms();
  const last = new Map(words.filter(([, , , , , figure]) => doubted.has(figure)).map((word) => [word[5], word]));
  return [...last].map(([figure, [, , top, right, bottom]]) => ({ sign: ALARMS[doubted.get(figure).severity], top, right, bottom, figure }));
}
