// What is known of one figure.
function showCard() {
  const card = byId("card");
  const observation = current()?.observations[state.figure];
  card.classList.toggle("empty", !observation);
  card.classList.toggle("pinned", Boolean(observation) && state.pinned);
  if (!observation) {
    card.replaceChildren(make("p", { text: say("no_figure") }));
    tint("sentence");
    tint("indicator");
    tint("heads");
    return;
  }
  const parts = [
    make(
      "header",
      {},
      make("span", { class: "kind " + observation.measure, "data-sign": signOf(observation), text: say("measure_" + observation.measure) }),
      make("button", { type: "button", class: "step", "data-step": -1, "aria-label": say("previous"), title: say("previous"), text: "‹" }),
      make("button", { type: "button", class: "step", "data-step": 1, "aria-label": say("next"), title: say("next"), text: "›" }),
      make("button", { type: "button", class: "close", "aria-label": say("close"), title: say("close"), text: "×" }),
    ),
    make("p", { class: "quote", lang: "vi", text: observation.quote }),
    make("p", { class: "of", lang: "vi", text: observation.indicator ?? say("unknown") }),
    alarmOf(state.figure),
    facts(observation),
    certainty(observation.confidence),
  ];
  card.replaceChildren(...parts.filter(Boolean));
  tint("sentence", observation.sentence);
  tint("indicator", observation.indicator_span);
  tint("heads", ...(observation.head_spans ?? []));
}

// What contradicts the figure, leading to all that is known of it.
function alarmOf(figure) {
  const finding = alarms().get(figure);
  if (!finding) return null;
  const index = findingsOf(state.report).indexOf(finding);
  return make(
    "button",
    { type: "button", class: "alarmed " + finding.severity, "data-to-finding": index },
    make("strong", { text: `${ALARMS[finding.severity]} ${say("severity_" + finding.severity)}` }),
    make("span", { text: spoken(finding, "message"), lang: languageOf(finding, "message") }),
  );
}

function facts(observation) {
  const scope = (found) => (found ? ` (${say("from")} ${say("from_" + found)})` : "");
  const rows = [
    ["value", valueOf(observation)],
    ["of", observation.of === undefined ? null : decimal(observation.of)],
    ["indicator", observation.indicator_id],
    ["period", observation.period ? period(observation.period) + scope(observation.period_from) : say("unknown")],
    ["place", observation.place ? observation.place + scope(observation.place_from) : say("unknown")],
    ["basis", basisOf(observation)],
    ["heads", observation.heads],
    ["sheet", observation.sheet],
    ["page", observation.page === undefined ? null : String(observation.page)],
    ["status", observation.status === "actual" ? null : say("status_" + observation.status)],
    ["bound", observation.bound === "exact" ? null : say("bound_" + observation.bound)],
  ];
  const list = make("dl");
  for (const [key, value] of rows) {
    if (value) list.append(make("dt", { text: say(key) }), make("dd", { class: "is-" + key, text: value }));
  }
  return list;
}

function valueOf(observation) {
  if (observation.measure === "rank") return decimal(observation.value);
  const unit = sayOr("unit_" + observation.unit, observation.unit_text ?? "");
  const ends = [observation.value, observation.value_max].filter((end) => end !== undefined).map(decimal).join(" – ");
  return unit === "%" ? ends + "%" : ends + " " + unit;
}

function basisOf(observation) {
  if (!observation.basis) return null;
  return observation.basis_kind ? `${observation.basis} (${say("basis_" + observation.basis_kind)})` : observation.basis;
}

function certainty(confidence) {
  const percent = Math.round(confidence * 100);
  return make(
    "p",
    { class: "certainty" },
    make("span", { text: say("confidence") }),
    make("meter", { min: 0, max: 100, low: 50, high: 75, optimum: 100, value: percent, "aria-label": say("confidence") }),
    make("span", { text: percent + "%" }),
  );
}
