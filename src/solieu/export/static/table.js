// All figures as a table, and the table as a CSV file that a spreadsheet opens without running anything.
const COLUMNS = [
  "indicator", "indicator_id", "quote", "number", "unit_text", "value", "value_max", "unit", "of", "measure", "status", "bound",
  "basis", "basis_kind", "place", "place_code", "place_from", "period", "period_from", "confidence", "start", "end",
];
const MOST_ROWS = 1000;

function chosenRows() {
  const chosen = state.all ? reports : [current()].filter(Boolean);
  return chosen.flatMap((report) => {
    const number = reports.indexOf(report);
    return report.observations.map((observation, index) => ({ report, number, observation, index })).filter((row) => matches(row.observation));
  });
}

function matches(observation) {
  if (state.measure && observation.measure !== state.measure) return false;
  if (!state.query) return true;
  const words = [observation.indicator, observation.quote, observation.place, observation.period, observation.indicator_id, observation.basis];
  const text = folded(words.filter(Boolean).join(" "));
  return state.query.split(" ").every((word) => text.includes(word));
}

// "ngan sach" finds "Ngân sách".
function folded(text) {
  return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replaceAll("đ", "d").trim();
}

function showTable() {
  const rows = chosenRows();
  const heads = [...(state.all ? ["report"] : []), "indicator", "value", "measure", "period", "place"];
  const body = make("tbody");
  const doubted = alarms();
  for (const { report, number, observation, index } of rows.slice(0, MOST_ROWS)) {
    const alarm = number === state.report ? doubted.get(index)?.severity : undefined;
    body.append(
      make(
        "tr",
        {},
        state.all ? make("td", { lang: "vi", text: report.title ?? report.name }) : null,
        make("td", { lang: "vi", text: observation.indicator ?? "–" }),
        make("td", {}, make("button", { type: "button", class: alarm ? "chip doubtful " + alarm : "chip", "data-alarm": ALARMS[alarm], "data-report-of": number, "data-go": index, lang: "vi", text: observation.quote })),
        make("td", {}, make("span", { class: "kind " + observation.measure, "data-sign": signOf(observation), text: say("measure_" + observation.measure) })),
        make("td", { text: observation.period ? period(observation.period) : "–" }),
        make("td", { lang: "vi", text: observation.place ?? "–" }),
      ),
    );
  }
  const head = make("thead", {}, make("tr", {}, ...heads.map((key) => make("th", { scope: "col", text: say(key) }))));
  const scope = make("button", { type: "button", id: "scope", "aria-pressed": String(state.all), text: say("all_reports") });
  byId("table").replaceChildren(
    make("p", { class: "actions" }, reports.length > 1 ? scope : null, make("button", { type: "button", id: "download", text: say("download") })),
    rows.length > MOST_ROWS ? make("p", { class: "nothing", text: say("rows_shown").replace("{shown}", MOST_ROWS).replace("{all}", rows.length) }) : "",
    rows.length ? make("div", { class: "scroll" }, make("table", {}, head, body)) : make("p", { class: "nothing", text: say("none_matches") }),
  );
}

// A cell that begins like a formula is kept from being one; numbers may be negative.
function cell(value) {
  const text = value === null || value === undefined ? "" : String(value);
  const safe = /^[=+\-@\t\r]/.test(text) && !/^-?\d+(\.\d+)?$/.test(text) ? "'" + text : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function csv(rows) {
  const lines = rows.map(({ report, observation }) => [report.name, ...COLUMNS.map((column) => observation[column])]);
  return [["report", ...COLUMNS], ...lines].map((line) => line.map(cell).join(",")).join("\r\n") + "\r\n";
}

function download() {
  offer("\ufeff" + csv(chosenRows()), "solieu.csv", "text/csv");
}

function offer(content, name, kind) {
  const address = URL.createObjectURL(new Blob([content], { type: kind + ";charset=utf-8" }));
  const link = make("a", { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
