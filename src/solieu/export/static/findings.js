// Figures that cannot all be true: beside the text, and dismissed in this browser by whoever knows better.
const SEVERITIES = ["contradiction", "suspicious", "note"];
const ALARMS = { contradiction: "!", suspicious: "?", note: "i" };
const decided = new Map();

// The findings that concern a report: its own, and those over several reports that it is one of; the gravest first.
function findingsOf(index) {
  const own = reports[index].findings;
  const over = data.across.filter((finding) => finding.figures.some((figure) => figure.report === index));
  return [...own, ...over].sort((one, other) => SEVERITIES.indexOf(one.severity) - SEVERITIES.indexOf(other.severity));
}

function decisionOn(finding) {
  if (!finding.id) return null;
  if (!decided.has(finding.id)) decided.set(finding.id, readDecision(remembered("dismissed-" + finding.id)));
  const decision = decided.get(finding.id) ?? data.dismissed[finding.id];
  return decision?.dismissed ? decision : null;
}

function readDecision(stored) {
  try {
    const decision = JSON.parse(stored);
    return decision && typeof decision.dismissed === "boolean" ? decision : null;
  } catch {
    return null;
  }
}

const openFindings = (index) => findingsOf(index).filter((finding) => !decisionOn(finding));
const spoken = (finding, field) => (state.language === "en" && finding[field + "_en"]) || finding[field];
const languageOf = (finding, field) => (state.language === "en" && finding[field + "_en"] ? "en" : "vi");

// The gravest finding about each figure of the report that is shown.
function alarms() {
  const found = new Map();
  for (const finding of openFindings(state.report)) {
    for (const { report, observation } of finding.figures) {
      if (report === state.report && observation !== null && !found.has(observation)) found.set(observation, finding);
    }
  }
  return found;
}

function markFindings() {
  for (const mark of byId("text").querySelectorAll("mark[data-alarm]")) {
    mark.classList.remove("doubtful", ...SEVERITIES);
    delete mark.dataset.alarm;
    mark.setAttribute("aria-label", nameOf(current().observations[mark.dataset.figure]));
  }
  for (const [index, { severity }] of alarms()) {
    const mark = marks[index];
    if (!mark) continue;
    mark.classList.add("doubtful", severity);
    mark.dataset.alarm = ALARMS[severity];
    mark.setAttribute("aria-label", `${nameOf(current().observations[index])}, ${say("severity_" + severity)}: ${say("not_all_true")}`);
  }
  const words = openFindings(state.report).flatMap((finding) => finding.figures.filter((figure) => figure.report === state.report && figure.observation === null));
  tint("doubted", ...words.map((figure) => [figure.start, figure.end]));
}

function showFindings() {
  const panel = byId("findings");
  const all = current() ? findingsOf(state.report) : [];
  panel.hidden = !all.length && !hasDecisions();
  const [open, dismissed] = [all.filter((finding) => !decisionOn(finding)), all.filter(decisionOn)];
  const head = make("header", {}, make("h2", { text: say("findings") }), make("span", { class: "number", text: String(open.length) }));
  const items = open.map((finding) => make("li", {}, findingItem(finding, all.indexOf(finding))));
  panel.replaceChildren(head, make("ul", {}, ...items));
  if (dismissed.length) {
    const summary = make("summary", {}, make("span", { text: `${say("dismissed")} (${dismissed.length})` }));
    const gone = dismissed.map((finding) => make("li", {}, dismissedItem(finding, all.indexOf(finding))));
    panel.append(make("details", { class: "dismissed" }, summary, make("ul", {}, ...gone)));
  }
  if (hasDecisions()) panel.append(keeping());
}

function findingItem(finding, index) {
  const remedies = spoken(finding, "remedies") ?? [];
  const item = make(
    "article",
    { class: "finding " + finding.severity, tabindex: -1, "data-finding": index },
    make("p", { class: "severity" }, make("span", { class: "alarm", "aria-hidden": "true", text: ALARMS[finding.severity] }), make("strong", { text: say("severity_" + finding.severity) })),
    make("h3", { text: spoken(finding, "title"), lang: languageOf(finding, "title") }),
    make("p", { class: "sum", text: spoken(finding, "message"), lang: languageOf(finding, "message") }),
    make("p", { class: "chips", role: "group", "aria-label": say("figures_concerned") }, ...finding.figures.map(figureLink)),
    remedies.length ? remediesOf(finding, remedies) : null,
  );
  if (finding.id) item.append(make("p", { class: "foot" }, make("button", { type: "button", class: "plain", "data-dismiss": index, text: say("dismiss") }), make("small", { text: `${say("finding_code")} ${finding.id}` })));
  return item;
}

function remediesOf(finding, remedies) {
  const list = remedies.map((remedy) => make("li", { text: remedy }));
  return make("details", { class: "remedies" }, make("summary", { text: say("remedies_short") }), make("ul", { lang: languageOf(finding, "remedies") }, ...list));
}

function figureLink({ report, observation, start, end, quote }) {
  const elsewhere = report !== state.report;
  const words = elsewhere ? `${quote} · ${titleOf(report)}` : quote;
  const goal = observation === null ? { "data-start": start, "data-end": end } : { "data-go": observation };
  return make("button", { type: "button", class: "chip", "data-report-of": report, ...goal, lang: "vi", text: words });
}

// The title of a report, with its file where another report is titled alike.
function titleOf(index) {
  const { title, name } = reports[index];
  if (!title) return name;
  const alike = reports.some((other, at) => at !== index && other.title === title);
  return alike ? `${title} (${name.split("/").at(-1)})` : title;
}

function dismissedItem(finding, index) {
  const { why, by, when } = decisionOn(finding);
  return make(
    "article",
    { class: "finding gone", tabindex: -1, "data-finding": index },
    make("p", { class: "sum", text: spoken(finding, "message"), lang: languageOf(finding, "message") }),
    make("small", { text: [why, by, when && period(when.slice(0, 10))].filter(Boolean).join(" · ") }),
    make("p", { class: "foot" }, make("button", { type: "button", class: "plain", "data-undismiss": index, text: say("undismiss") })),
  );
}

// Asks why before a finding is dismissed: who reads the list later wants to know.
function askWhy(index) {
  const item = byId("findings").querySelector(`[data-finding="${index}"]`);
  const label = make("label", {}, make("span", { text: say("why_prompt") }), make("input", { class: "why", autocomplete: "off", maxlength: 500, "data-confirms": index }));
  const name = make("label", {}, make("span", { text: say("your_name") }), make("input", { class: "by", autocomplete: "name", maxlength: 100, value: remembered("name"), "data-confirms": index }));
  const buttons = make("p", { class: "foot" }, make("button", { type: "button", class: "plain strong", "data-confirm": index, text: say("dismiss") }), make("button", { type: "button", class: "plain", "data-cancel": index, text: say("cancel") }));
  if (matchMedia("(max-width: 48rem)").matches) letGo();
  item.querySelector(".foot").replaceWith(make("div", { class: "ask" }, label, name, buttons));
  item.querySelector(".why").focus();
}

function dismiss(index) {
  const item = byId("findings").querySelector(`[data-finding="${index}"]`);
  const why = item.querySelector(".why");
  if (!why.value.trim()) {
    why.setAttribute("aria-invalid", "true");
    why.focus();
    return;
  }
  const by = item.querySelector(".by").value.trim();
  remember("name", by);
  decide(findingsOf(state.report)[index], true, why.value.trim(), by);
}

function decide(finding, dismissed, why, by) {
  const when = new Date().toISOString().replace(/\.\d+Z$/, "Z");
  const decision = { id: finding.id, dismissed, when, by, why, check: finding.check, message: finding.message };
  decided.set(finding.id, decision);
  remember("dismissed-" + finding.id, JSON.stringify(decision));
  showDecisions();
  showFindings();
  byId("findings").hidden ? byId("content").focus({ preventScroll: true }) : byId("findings").focus({ preventScroll: true });
}

function showDecisions() {
  markFindings();
  showReports();
  showAbout();
  showCard();
  if (state.view === "pages") showPages();
  if (state.view === "table") showTable();
}

// What the same page decides in another tab, or decided there a moment before this one was opened.
function onRemembered(event) {
  const id = rememberedAs("dismissed-", event.key);
  if (!everyFinding().some((finding) => finding.id && finding.id === id)) return;
  decided.set(id, readDecision(event.newValue));
  showDecisions();
  if (!byId("findings").querySelector(".ask")) showFindings(); // an answer that is being typed stays
}

const everyFinding = () => [...reports.flatMap((report) => report.findings), ...data.across];

// The decisions on what is on this page, as "solieu check" reads them: JSON Lines.
function decisionLines() {
  everyFinding().forEach(decisionOn);
  const ids = new Set(everyFinding().map((finding) => finding.id));
  return [...decided].filter(([id, decision]) => decision && ids.has(id)).map(([, decision]) => JSON.stringify(decision) + "\n").join("");
}

const hasDecisions = () => decisionLines() !== "";

function keeping() {
  return make(
    "div",
    { class: "keeping" },
    make("p", { class: "actions" }, make("button", { type: "button", id: "save-dismissals", text: say("save_dismissals") }), make("button", { type: "button", id: "copy-dismissals", text: say("copy_dismissals") })),
    make("small", { text: say("dismissals_hint") }),
  );
}

async function copyDismissals() {
  const lines = decisionLines();
  try {
    await navigator.clipboard.writeText(lines);
  } catch {
    // A page opened from a disk may have no clipboard of its own.
    const area = make("textarea", { class: "unseen" });
    area.value = lines;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
  const button = byId("copy-dismissals");
  button.textContent = say("copied");
  button.focus({ preventScroll: true });
}

// The next finding of the report, or the first again.
function stepFinding() {
  const items = [...byId("findings").querySelectorAll(".finding:not(.gone)")];
  if (!items.length) return;
  const next = items[(items.indexOf(document.activeElement.closest?.(".finding")) + 1) % items.length];
  const first = next.querySelector(".chip");
  first.click();
  first.focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
}

function onFindingClick(button) {
  const of = button.dataset;
  if (of.dismiss) askWhy(Number(of.dismiss));
  else if (of.confirm) dismiss(Number(of.confirm));
  else if (of.cancel) {
    showFindings();
    byId("findings").querySelector(`[data-dismiss="${of.cancel}"]`)?.focus();
  } else if (of.undismiss) decide(findingsOf(state.report)[Number(of.undismiss)], false, "", remembered("name") ?? "");
  else if (of.toFinding) showFinding(Number(of.toFinding));
  else if (button.id === "to-findings") byId("findings").scrollIntoView({ block: "start" });
  else if (button.id === "save-dismissals") offer(decisionLines(), "solieu-dismissed.jsonl", "application/jsonl");
  else if (button.id === "copy-dismissals") copyDismissals();
}

function showFinding(index) {
  const item = byId("findings").querySelector(`[data-finding="${index}"]`);
  item?.scrollIntoView({ block: matchMedia("(max-width: 48rem)").matches ? "center" : "nearest" });
  if (matchMedia("(max-width: 48rem)").matches) letGo();
  item?.focus({ preventScroll: true });
}
