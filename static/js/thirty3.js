// Enhancements only: every page works without this file.
import { initAll } from "../vendor/govuk-frontend/6.6.0/govuk-frontend.min.js";

const LONG_FACET = 10;

// A box above a long list of checkboxes that hides those which do not match what is typed.
function addNarrowing(facet) {
  const options = [...facet.querySelectorAll(".govuk-checkboxes__item")];
  if (options.length <= LONG_FACET) return;
  const box = document.createElement("input");
  box.type = "search";
  box.className = "govuk-input t3-facet__narrow";
  box.setAttribute("aria-label", `Narrow the list: ${facet.querySelector("legend").textContent}`);
  box.placeholder = "Narrow this list";
  const none = document.createElement("p");
  none.className = "govuk-hint t3-facet__none";
  none.setAttribute("role", "status");
  box.addEventListener("input", () => {
    const wanted = box.value.trim().toLowerCase();
    for (const option of options) {
      const chosen = option.querySelector("input").checked;
      option.hidden = !chosen && !option.textContent.toLowerCase().includes(wanted);
    }
    none.textContent = options.every((option) => option.hidden) ? "Nothing in this list matches" : "";
  });
  // Enter would otherwise send the form before a choice is made.
  box.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault();
  });
  facet.querySelector(".t3-facet__options").before(box, none);
}

// A table that fits needs no stop of its own on the way through the page by keyboard.
const fitting = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    if (target.scrollWidth > target.clientWidth) target.setAttribute("tabindex", "0");
    else target.removeAttribute("tabindex");
  }
});

initAll();
document.querySelectorAll(".t3-facet").forEach(addNarrowing);
document.querySelectorAll(".t3-scroll").forEach((table) => fitting.observe(table));
