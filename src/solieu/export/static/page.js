// Choices, keys and pointers.
function showAll() {
  applyLabels();
  showReports();
  showAbout();
  showLegend();
  showLists();
  showFindings();
  if (current()) showText();
  showPages();
  showMatches();
  showCard();
}

function openReport(index) {
  if (!reports[index]) return;
  state.report = index;
  state.figure = null;
  state.pinned = false;
  state.measure = null;
  tint("cited");
  showAll();
  byId("content").scrollIntoView({ block: "start" });
  byId("content").focus({ preventScroll: true });
}

function showMatches() {
  const report = current();
  if (!report) return;
  const filtered = Boolean(state.query || state.measure);
  byId("text").classList.toggle("filtered", filtered);
  const matching = report.observations.filter((observation, index) => {
    const match = matches(observation);
    marks[index]?.classList.toggle("match", match);
    return match;
  }).length;
  const all = report.observations.length;
  const count = filtered ? `${matching} / ${decimal(String(all))} ${say("figures")}` : `${decimal(String(all))} ${say("figures")}`;
  byId("count").textContent = all === 0 ? say("no_figures") : matching === 0 ? say("none_matches") : count;
  if (state.view === "table") showTable();
  if (state.view === "pages") markPages();
}

function setView(view) {
  state.view = view;
  byId("text").hidden = view !== "text";
  for (const name of ["pages", "table"]) byId(name).hidden = view !== name;
  for (const name of ["text", "pages", "table"]) byId("view-" + name).setAttribute("aria-pressed", String(view === name));
  if (view === "table") showTable();
  if (view === "pages") showPages();
}

function choose(index, pinned = state.pinned) {
  marks[state.figure]?.classList.remove("chosen");
  state.figure = index;
  state.pinned = pinned;
  marks[index]?.classList.add("chosen");
  if (state.view === "pages") markPages();
  showCard();
}

function letGo() {
  choose(null, false);
  tint("cited");
}

function goTo(index) {
  if (state.view === "pages" && goToOnPage(index)) return;
  setView("text");
  if (!marks[index]) {
    choose(index, true);
    return;
  }
  marks[index].focus({ preventScroll: true });
  choose(index, true);
  scrollTo(marks[index]);
}

// The next figure in reading order that the filter lets through.
function step(by) {
  const inOrder = [...byId("text").querySelectorAll("mark[tabindex='0']")].filter((mark) => matches(current().observations[mark.dataset.figure]));
  if (!inOrder.length) return;
  const at = inOrder.indexOf(marks[state.figure]);
  const next = at < 0 ? (by > 0 ? 0 : inOrder.length - 1) : (at + by + inOrder.length) % inOrder.length;
  goTo(Number(inOrder[next].dataset.figure));
}

const figureOf = (target) => target instanceof Element && target.closest("mark.figure, svg [data-figure]");

function onClick(event) {
  const target = event.target instanceof Element ? event.target : null;
  const mark = figureOf(target);
  if (mark) return choose(Number(mark.dataset.figure), true);
  const button = target?.closest("button");
  if (!button) return;
  const of = button.dataset;
  if (of.report) openReport(Number(of.report));
  else if (of.go) {
    if (of.reportOf && Number(of.reportOf) !== state.report) openReport(Number(of.reportOf));
    goTo(Number(of.go));
  } else if (of.start) {
    if (of.reportOf && Number(of.reportOf) !== state.report) openReport(Number(of.reportOf));
    showSpan([Number(of.start), Number(of.end)]);
  }
  else if (of.step) step(Number(of.step));
  else if (of.measure) {
    state.measure = state.measure === of.measure ? null : of.measure;
    showLegend();
    showMatches();
    byId("legend").querySelector(`[data-measure="${of.measure}"]`)?.focus();
  } else if (button.classList.contains("close")) {
    letGo();
    byId("content").focus({ preventScroll: true });
  }
  onFindingClick(button);
  if (button.id === "view-text") setView("text");
  else if (button.id === "view-pages") setView("pages");
  else if (button.id === "view-table") setView("table");
  else if (button.id === "scope") {
    state.all = !state.all;
    showTable();
    byId("scope")?.focus();
  } else if (button.id === "download") download();
  else if (button.id === "language") setLanguage(state.language === "vi" ? "en" : "vi");
  else if (button.id === "theme") switchTheme();
}

function setLanguage(language) {
  state.language = language;
  remember("language", language);
  const figure = state.figure;
  showAll();
  if (figure !== null) choose(figure);
}

function switchTheme() {
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  const now = document.documentElement.dataset.theme ?? (dark ? "dark" : "light");
  setTheme(now === "dark" ? "light" : "dark");
}

function setTheme(theme) {
  document.documentElement.dataset.theme = theme;
  remember("theme", theme);
}

function onKey(event) {
  const typing = event.target instanceof HTMLInputElement;
  if (event.key === "Escape") {
    if (typing && event.target.dataset.confirms) onFindingClick(event.target.closest(".ask").querySelector("[data-cancel]"));
    else if (typing) event.target.blur();
    else letGo();
    return;
  }
  if (typing || event.ctrlKey || event.metaKey || event.altKey) {
    const { confirms } = event.target.dataset;
    if (typing && event.key === "Enter") confirms ? dismiss(Number(confirms)) : step(1);
    return;
  }
  const mark = figureOf(event.target);
  if (mark && (event.key === "Enter" || event.key === " ")) choose(Number(mark.dataset.figure), true);
  else if (event.key === "n" || event.key === "j") step(1);
  else if (event.key === "p" || event.key === "k") step(-1);
  else if (event.key === "f") stepFinding();
  else if (event.key === "/") byId("filter").focus();
  else return;
  event.preventDefault();
}

function onHover(event) {
  const mark = figureOf(event.target);
  if (mark && !state.pinned && Number(mark.dataset.figure) !== state.figure) choose(Number(mark.dataset.figure), false);
}

function onFocus(event) {
  const mark = figureOf(event.target);
  if (mark) choose(Number(mark.dataset.figure));
}

function start() {
  state.language = remembered("language") === "en" ? "en" : "vi";
  const theme = remembered("theme");
  if (theme === "dark" || theme === "light") setTheme(theme);
  document.addEventListener("click", onClick);
  document.addEventListener("keydown", onKey);
  document.addEventListener("pointerover", onHover);
  document.addEventListener("focusin", onFocus);
  window.addEventListener("storage", onRemembered);
  byId("filter").addEventListener("input", (event) => {
    state.query = folded(event.target.value);
    showMatches();
  });
  showAll();
}

start();
