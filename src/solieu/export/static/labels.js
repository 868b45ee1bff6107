// What the page knows, what the reader has chosen, and the words in the reader's language.
const data = JSON.parse(document.getElementById("data").textContent);
const reports = data.reports;
const MEASURES = ["level", "attainment", "change", "index", "difference", "share", "rank"];
const SIGNS = { level: "■", attainment: "►", change: "▲", index: "×", difference: "±", share: "÷", rank: "№" };

const state = { report: 0, figure: null, pinned: false, view: "text", all: false, language: "vi", query: "", measure: null };

const byId = (id) => document.getElementById(id);
const say = (key) => data.labels[state.language][key] ?? key;
const sayOr = (key, otherwise) => data.labels[state.language][key] ?? otherwise;
const current = () => reports[state.report];

function signOf(observation) {
  if (observation.measure === "change" && observation.number.startsWith("-")) return "▼";
  return SIGNS[observation.measure] ?? "■";
}

// An element with properties and children; text is only ever set as text.
function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "class") element.className = value;
    else if (name === "text") element.textContent = value;
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return element;
}

// A decimal as the language writes it: 20984.5 is 20.984,5 in Vietnamese and 20,984.5 in English.
function decimal(printed) {
  const [, sign, whole, rest] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(printed) ?? [];
  if (whole === undefined) return printed;
  const [group, point] = state.language === "vi" ? [".", ","] : [",", "."];
  const fraction = (rest ?? "").replace(/0+$/, "");
  return (sign ? "−" : "") + whole.replace(/\B(?=(\d{3})+$)/g, group) + (fraction && point + fraction);
}

// 2022-01/2022-09 as people say it.
function period(printed) {
  const day = (part) => part.split("-").reverse().join("/");
  return printed.split("/").map((part) => part.replace(/^(\d{4})-Q(\d)$/, "Q$2/$1").replace(/^[\d-]+$/, day)).join(" – ");
}

function remember(key, value) {
  try {
    localStorage.setItem("solieu-" + key, value);
  } catch {
    // A page opened from a disk may have no storage; the choice then lasts as long as the page.
  }
}

function remembered(key) {
  try {
    return localStorage.getItem("solieu-" + key);
  } catch {
    return null;
  }
}

// What stands behind the prefix in the name of something remembered; null for what is named otherwise.
function rememberedAs(prefix, name) {
  const whole = "solieu-" + prefix;
  return name?.startsWith(whole) ? name.slice(whole.length) : null;
}

function applyLabels() {
  document.documentElement.lang = state.language;
  for (const element of document.querySelectorAll("[data-label]")) element.textContent = say(element.dataset.label);
  for (const element of document.querySelectorAll("[data-placeholder]")) element.placeholder = say(element.dataset.placeholder);
  for (const element of document.querySelectorAll("[data-title]")) {
    element.title = say(element.dataset.title);
    element.setAttribute("aria-label", say(element.dataset.title));
  }
  for (const element of document.querySelectorAll("[data-name]")) element.setAttribute("aria-label", say(element.dataset.name));
  byId("language").lang = state.language === "vi" ? "en" : "vi";
}
