// What every page does: suggestions in fields, and a way for others to speak to screen readers.
import { suggestIn } from "./suggest.js";

export function tell(sentence) {
  const place = document.getElementById("said");
  if (!place) return;
  place.textContent = "";
  requestAnimationFrame(() => (place.textContent = sentence));
}

for (const field of document.querySelectorAll("input[data-suggest]")) suggestIn(field);
