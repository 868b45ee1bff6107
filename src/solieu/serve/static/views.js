// What is nicer with a script: filters that apply at once, and a map and its table that point at each other.
for (const form of document.querySelectorAll("form[data-instant]")) {
  form.addEventListener("change", (event) => {
    if (!event.target.matches("select")) return;
    // Another indicator or level has other periods.
    const period = form.elements.period;
    if (period && ["indicator", "level", "measure"].includes(event.target.name)) period.disabled = true;
    const level = form.elements.level;
    if (level && event.target.name === "indicator") level.disabled = true;
    form.requestSubmit();
  });
}

const map = document.querySelector(".map > svg");
if (map) {
  const shapes = new Map([...map.querySelectorAll("path[data-code]")].map((shape) => [shape.dataset.code, shape]));
  const rows = new Map([...document.querySelectorAll("tr[data-code]")].map((row) => [row.dataset.code, row]));
  const light = (code, on) => {
    const shape = shapes.get(code);
    shape?.classList.toggle("lit", on);
    // The outline of a shape is drawn over its neighbours' when it comes last.
    if (on && shape) shape.parentNode.append(shape);
    rows.get(code)?.classList.toggle("lit", on);
  };
  for (const [code, row] of rows) {
    row.addEventListener("pointerenter", () => light(code, true));
    row.addEventListener("pointerleave", () => light(code, false));
    row.addEventListener("focusin", () => light(code, true));
    row.addEventListener("focusout", () => light(code, false));
  }
  for (const [code, shape] of shapes) {
    shape.addEventListener("pointerenter", () => rows.get(code)?.classList.add("lit"));
    shape.addEventListener("pointerleave", () => rows.get(code)?.classList.remove("lit"));
    if (rows.has(code)) {
      shape.addEventListener("click", () => rows.get(code).querySelector("a")?.focus());
    }
  }
}
