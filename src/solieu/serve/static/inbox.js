// Files dragged into the inbox, one after the other, each with what became of it.
import { tell } from "./page.js";

const form = document.querySelector("[data-upload]");
const list = form?.querySelector("[data-uploads]");
const field = form?.querySelector("input[type=file]");
const most = Number(form?.dataset.most);
let going = Promise.resolve();
let added = 0;

function row(name) {
  const line = document.createElement("li");
  const state = document.createElement("span");
  state.className = "badge";
  state.textContent = list.dataset.waiting;
  line.append(`${name} `, state);
  list.append(line);
  return { line, state };
}

async function send(file, { line, state }) {
  if (file.size > most) {
    state.className = "badge bad";
    state.textContent = list.dataset.large.replace("{most}", Math.floor(most / 1048576));
    return;
  }
  state.textContent = list.dataset.sending;
  const data = new FormData();
  data.set("csrf", form.elements.csrf.value);
  data.append("files", file);
  const response = await fetch(form.action, { method: "POST", body: data, headers: { "X-Solieu-Script": "1" } }).catch(() => null);
  const told = await response?.json().catch(() => null);
  if (!response?.ok) {
    state.className = "badge bad";
    state.textContent = told?.detail ?? list.dataset.failed;
    return;
  }
  const parts = told.map((one) => {
    const part = document.createElement(one.id ? "a" : "span");
    if (one.id) part.href = `/report/${one.id}`;
    part.textContent = one.title || one.name;
    const badge = document.createElement("span");
    badge.className = one.outcome === "failed" ? "badge bad" : "badge good";
    badge.textContent = one.error ? `${one.told}: ${one.error}` : one.told;
    const item = document.createElement("div");
    item.append(part, " ", badge);
    if (one.outcome !== "failed") added += 1;
    return item;
  });
  line.replaceChildren(...parts);
  tell(told.map((one) => `${one.name}: ${one.told}`).join("; "));
}

function take(files) {
  for (const file of files) {
    const place = row(file.name);
    going = going.then(() => send(file, place));
  }
  going.then(() => {
    if (added && !list.querySelector(".badge.bad")) location.reload();
  });
}

if (form) {
  form.querySelector("[data-send]").hidden = true;
  field.addEventListener("change", () => {
    take([...field.files]);
    field.value = "";
  });
  for (const name of ["dragenter", "dragover"]) {
    document.addEventListener(name, (event) => {
      if (![...(event.dataTransfer?.types ?? [])].includes("Files")) return;
      event.preventDefault();
      form.classList.add("over");
    });
  }
  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) form.classList.remove("over");
  });
  document.addEventListener("drop", (event) => {
    if (!event.dataTransfer?.files.length) return;
    event.preventDefault();
    form.classList.remove("over");
    take([...event.dataTransfer.files]);
  });
}
