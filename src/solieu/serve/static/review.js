// Reviewing: figure by figure, by keyboard or by buttons. Everything here also works as plain links and forms without it.
import { suggestIn } from "./suggest.js";
import { tell } from "./page.js";

const place = document.getElementById("card");
const words = document.getElementById("told")?.dataset ?? {};
const isQueue = place?.dataset.queue !== undefined;
const help = document.getElementById("keys");
let lastDecided = 0;
let loading = 0;

const card = () => place?.querySelector("[data-card]");
const marksOf = (id) => document.querySelectorAll(`[data-figure="${id}"]`);
const figures = [...new Set([...document.querySelectorAll("article.paper [data-figure]")].map((mark) => mark.dataset.figure))];

function headers(more = {}) {
  return { "X-Solieu-Script": "1", ...more };
}

// The card of a figure, fetched and shown in place; the text keeps its position unless the figure is out of sight.
async function choose(id, { focus = true } = {}) {
  const mine = ++loading;
  const response = await fetch(`/figure/${id}/card`, { headers: headers() }).catch(() => null);
  if (mine !== loading) return;
  if (!response?.ok) return complain(response);
  show(await response.text());
  for (const mark of document.querySelectorAll("article.paper .chosen")) {
    mark.classList.remove("chosen");
    mark.removeAttribute("aria-current");
  }
  const marks = marksOf(id);
  for (const mark of marks) mark.classList.add("chosen");
  marks[0]?.setAttribute("aria-current", "true");
  if (marks[0] && focus) {
    marks[0].focus({ preventScroll: true });
    bring(marks[0]);
  }
  const address = new URL(location.href);
  address.searchParams.set("figure", id);
  address.hash = "";
  history.replaceState(null, "", address);
}

function show(markup) {
  // The markup is the server's own, in which whatever a report holds is escaped.
  place.innerHTML = markup;
  place.classList.remove("is-empty");
  prepare();
}

function prepare() {
  for (const field of place.querySelectorAll("input[data-suggest]")) suggestIn(field);
}

function bring(element) {
  const box = element.getBoundingClientRect();
  const hidden = matchMedia("(max-width: 62rem)").matches ? innerHeight * 0.45 : innerHeight - 60;
  if (box.top > 110 && box.bottom < hidden) return;
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  scrollBy({ top: box.top - innerHeight * 0.28, behavior: calm ? "auto" : "smooth" });
}

async function complain(response) {
  let sentence = words.interrupted;
  if (response) {
    const told = await response.json().catch(() => null);
    sentence = told?.detail ?? sentence;
  }
  let notice = place?.querySelector(".problem");
  if (place && !notice) {
    notice = document.createElement("p");
    notice.className = "problem notice bad";
    notice.setAttribute("role", "alert");
    place.prepend(notice);
  }
  if (notice) notice.textContent = sentence;
  else tell(sentence);
}

async function send(form) {
  const fields = new URLSearchParams(new FormData(form));
  const response = await fetch(form.action, { method: "POST", headers: headers(), body: fields }).catch(() => null);
  if (!response?.ok) {
    await complain(response);
    return null;
  }
  return response.json();
}

// Who decides is asked once, before the first decision.
async function keepName(naming) {
  if (!naming.elements.name.value.trim()) {
    naming.elements.name.focus();
    tell(naming.querySelector("label span").textContent);
    return false;
  }
  if (!(await send(naming))) return false;
  naming.remove();
  return true;
}

async function decide(form) {
  const naming = place.querySelector("[data-naming]");
  if (naming && !(await keepName(naming))) return;
  if (!form.reportValidity()) return;
  const { after } = card().dataset;
  const done = await send(form);
  if (!done) return;
  lastDecided = done.kind === "withdraw" ? 0 : done.figure;
  for (const mark of marksOf(done.figure)) {
    mark.classList.remove("accept", "correct", "reject", "doubtful");
    if (done.verdict) mark.classList.add(done.verdict);
  }
  tell(done.told);
  if (isQueue) return nextInQueue(done);
  await choose(done.kind === "withdraw" ? done.figure : after);
}

async function nextInQueue(done) {
  const address = new URL(location.href);
  if (done?.kind === "withdraw") address.searchParams.set("figure", done.figure);
  else address.searchParams.delete("figure");
  await queueAt(address);
}

async function queueAt(address) {
  const response = await fetch(address, { headers: headers() }).catch(() => null);
  if (!response?.ok) return complain(response);
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  for (const id of ["card", "left"]) {
    const [old, fresh] = [document.getElementById(id), page.getElementById(id)];
    if (old && fresh) old.innerHTML = fresh.innerHTML;
  }
  history.replaceState(null, "", address);
  prepare();
  place.querySelector("[data-card] .quote")?.scrollIntoView({ block: "nearest" });
}

function step(by) {
  if (isQueue) {
    const link = place.querySelector(by > 0 ? "[data-next]" : "[data-previous]");
    if (link) return queueAt(new URL(link.href));
    return tell(words.end);
  }
  if (!figures.length) return;
  const here = figures.indexOf(card()?.dataset.card ?? "");
  const at = here < 0 ? (by > 0 ? 0 : figures.length - 1) : (here + by + figures.length) % figures.length;
  return choose(figures[at]);
}

function nextFinding() {
  const boxes = [...document.querySelectorAll("#findings .finding:not(.gone)")];
  const goals = boxes.map((box) => box.querySelector("[data-go]")?.dataset.go).filter(Boolean);
  if (!goals.length) return tell(words.none);
  const here = goals.indexOf(card()?.dataset.card ?? "");
  return choose(goals[(here + 1) % goals.length]);
}

async function undo() {
  const form = place.querySelector('[data-decide="withdraw"]');
  if (form) return decide(form);
  if (!lastDecided) return tell(words.nothing);
  if (isQueue) await queueAt(Object.assign(new URL(location.href), { search: `?figure=${lastDecided}` }));
  else await choose(lastDecided);
  const now = place.querySelector('[data-decide="withdraw"]');
  if (now) return decide(now);
}

function reject() {
  const details = place.querySelector(".rejecting");
  if (!details) return;
  details.open = true;
  details.querySelector("input[name=why]").focus();
}

function correct() {
  const field = place.querySelector("[data-first]");
  field?.focus();
  field?.select();
}

const keys = {
  j: () => step(1), n: () => step(1), k: () => step(-1), p: () => step(-1),
  a: () => place.querySelector('[data-decide="accept"]') && decide(place.querySelector('[data-decide="accept"]')),
  c: correct, r: reject, u: undo, f: nextFinding, "?": () => help?.showModal(),
};

document.addEventListener("keydown", (event) => {
  const isTyping = event.target.closest?.("input, select, textarea");
  if (event.key === "Escape" && isTyping && !event.defaultPrevented) {
    isTyping.blur();
    isTyping.closest(".rejecting")?.removeAttribute("open");
    document.querySelector("article.paper .chosen")?.focus({ preventScroll: true });
    return;
  }
  if (isTyping || event.ctrlKey || event.metaKey || event.altKey || help?.open) return;
  const work = keys[event.key];
  if (!work || !place) return;
  event.preventDefault();
  work();
});

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-help]")) return help?.showModal();
  if (event.ctrlKey || event.metaKey || event.shiftKey || isQueue) return;
  const link = event.target.closest("a[data-figure], a[data-go]");
  const id = link?.dataset.figure ?? link?.dataset.go;
  if (!id || !figures.includes(id)) return;
  event.preventDefault();
  choose(id);
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.decide !== undefined) {
    event.preventDefault();
    decide(form);
  } else if (form.dataset.naming !== undefined && place) {
    event.preventDefault();
    keepName(form);
  }
});

document.addEventListener("input", (event) => {
  const field = event.target.closest(".editor .field");
  if (!field) return;
  const input = field.querySelector("input, select");
  const before = input.tagName === "SELECT" ? [...input.options].find((one) => one.defaultSelected)?.value ?? input.options[0].value : input.defaultValue;
  field.classList.toggle("changed", input.value !== before);
});
