// A field that offers names while one types: the combobox pattern of the ARIA practices, with its list below the field.
// data-suggest tells of what: "indicators" or "places". data-code names a hidden field that takes the identifier.
const WAIT = 120;
let last = 0;

export function suggestIn(field) {
  const list = document.createElement("ul");
  list.id = `suggestions-${++last}`;
  list.className = "suggestions";
  list.role = "listbox";
  list.hidden = true;
  list.setAttribute("aria-label", field.closest("label")?.querySelector("span")?.textContent ?? "");
  const box = document.createElement("span");
  box.className = "combobox";
  field.replaceWith(box);
  box.append(field, list);
  field.role = "combobox";
  for (const [name, value] of [["aria-autocomplete", "list"], ["aria-expanded", "false"], ["aria-controls", list.id]]) field.setAttribute(name, value);
  const code = field.dataset.code ? field.form?.elements[field.dataset.code] : null;
  let waiting = 0;
  let asked = 0;
  let chosen = -1;

  function close() {
    list.hidden = true;
    chosen = -1;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  }

  function mark(at) {
    const options = [...list.children];
    chosen = (at + options.length) % options.length;
    for (const [index, option] of options.entries()) option.setAttribute("aria-selected", String(index === chosen));
    options[chosen].scrollIntoView({ block: "nearest" });
    field.setAttribute("aria-activedescendant", options[chosen].id);
  }

  function take(option) {
    field.value = option.dataset.label;
    if (code) code.value = option.dataset.id;
    field.dispatchEvent(new Event("change", { bubbles: true }));
    close();
  }

  async function ask() {
    const words = field.value.trim();
    const mine = ++asked;
    if (!words) return close();
    const response = await fetch(`/suggest/${field.dataset.suggest}.json?words=${encodeURIComponent(words)}`);
    if (mine !== asked || !response.ok) return;
    const found = await response.json();
    list.replaceChildren(...found.map((one, index) => {
      const option = document.createElement("li");
      option.role = "option";
      option.id = `${list.id}-${index}`;
      option.dataset.id = one.id;
      option.dataset.label = one.label;
      const more = document.createElement("small");
      more.textContent = one.more;
      option.append(one.label, " ", more);
      option.addEventListener("pointerdown", (event) => {
        event.preventDefault();
        take(option);
      });
      return option;
    }));
    chosen = -1;
    list.hidden = found.length === 0 || document.activeElement !== field;
    field.setAttribute("aria-expanded", String(!list.hidden));
  }

  field.addEventListener("input", () => {
    if (code) code.value = "";
    clearTimeout(waiting);
    waiting = setTimeout(ask, WAIT);
  });
  field.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      event.stopPropagation();
      return close();
    }
    if (event.key === "ArrowDown" && list.hidden) return ask();
    if (list.hidden || !list.children.length) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      mark(chosen + (event.key === "ArrowDown" ? 1 : chosen < 0 ? 0 : -1));
    } else if (event.key === "Enter" && chosen >= 0) {
      event.preventDefault();
      take(list.children[chosen]);
    }
  });
  field.addEventListener("blur", close);
}
