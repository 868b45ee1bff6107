// The reports to choose from, the kinds of figures with their counts, and what else stands in a report.
function showReports() {
  byId("reports").replaceChildren(
    ...reports.map((report, index) => {
      const doubts = openFindings(index).filter((finding) => finding.severity !== "note").length;
      const counts = `${decimal(String(report.observations.length))} ${say("figures")}`;
      return make(
        "li",
        {},
        make(
          "button",
          { type: "button", "data-report": index, "aria-current": index === state.report ? "true" : null },
          make("span", { class: "title", lang: "vi", text: report.title ?? report.name }),
          make("span", { class: "where", lang: "vi", text: [report.place, report.period && period(report.period)].filter(Boolean).join(" · ") }),
          make("span", { class: "counts" }, counts, doubts ? make("b", { class: "doubts", text: `! ${doubts} ${say("findings_short")}` }) : null),
        ),
      );
    }),
  );
}

function showAbout() {
  const report = current();
  const about = byId("about");
  if (!report) {
    about.replaceChildren(make("p", { class: "nothing", text: say("no_reports") }));
    return;
  }
  const facts = [
    [null, report.place],
    [null, report.period && period(report.period)],
    ["issued", report.issued && period(report.issued)],
    [null, report.title ? report.name.split("/").at(-1) : null],
  ];
  const line = make("p", { class: "facts" });
  for (const [key, value] of facts) {
    if (value) line.append(make("span", { lang: key ? null : "vi", text: key ? `${say(key)}: ${value}` : value }));
  }
  if (/^https?:\/\//.test(report.url ?? "")) {
    line.append(make("a", { href: report.url, rel: "noreferrer noopener", target: "_blank", text: say("source") }));
  }
  about.replaceChildren(make("h1", { lang: "vi", text: report.title ?? report.name }), line);
  const doubts = openFindings(state.report).length;
  if (doubts) about.append(make("button", { type: "button", id: "to-findings", text: `! ${doubts} ${say("findings_short")}` }));
  if (report.warnings.length) {
    const warnings = report.warnings.map((warning) => make("li", { text: warning }));
    about.append(make("details", { class: "warnings" }, make("summary", { text: `${say("warnings")} (${warnings.length})` }), make("ul", {}, ...warnings)));
  }
}

function showLegend() {
  const figures = current()?.observations ?? [];
  byId("legend").replaceChildren(
    ...MEASURES.map((measure) => {
      const count = figures.filter((observation) => observation.measure === measure).length;
      const pressed = state.measure === measure;
      return make(
        "li",
        {},
        make(
          "button",
          { type: "button", "data-measure": measure, "aria-pressed": String(pressed), disabled: !count },
          make("span", { class: "kind " + measure, "data-sign": SIGNS[measure], text: say("measure_" + measure) }),
          make("span", { class: "number", text: decimal(String(count)) }),
        ),
      );
    }),
  );
}

function showLists() {
  const report = current();
  const lists = byId("lists");
  if (!report) {
    lists.replaceChildren();
    return;
  }
  lists.replaceChildren(
    ...[
      list("directives", report.directives, directiveItem),
      list("references", report.references, (cited) => jump(cited.span, cited.quote, [cited.issuer, cited.date && period(cited.date)])),
      list("officials", report.officials, (official) => jump(official.span, official.name, official.roles)),
    ].filter(Boolean),
  );
}

function list(name, things, item) {
  if (!things.length) return null;
  const summary = make("summary", {}, make("h2", { text: say(name) }), make("span", { class: "number", text: String(things.length) }));
  return make("details", { class: name }, summary, make("ul", {}, ...things.map((thing) => make("li", {}, item(thing)))));
}

function jump(span, words, more) {
  return make(
    "button",
    { type: "button", class: "jump", "data-start": span[0], "data-end": span[1], lang: "vi" },
    make("span", { text: words }),
    make("small", { text: more.filter(Boolean).join(" · ") }),
  );
}

function directiveItem(directive) {
  const due = directive.due && `${say("due")} ${period(directive.due)}`;
  return jump(directive.span, directive.text, [`${say("to")}: ${directive.to.join("; ") || say("nobody")}`, due]);
}
