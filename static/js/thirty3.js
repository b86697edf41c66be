// Enhancements only: every page works without this file.
import { initAll } from "../vendor/govuk-frontend/6.6.0/govuk-frontend.min.js";

// Typing is answered when it has paused for so many milliseconds.
const PAUSE = 200;

// A box above a list of which only the first few show: it brings those whose name has what is typed.
function addFinding(facet) {
  const all = facet.querySelector(".t3-facet__all");
  if (!all) return;
  const options = facet.querySelector(".t3-facet__options");
  const box = document.createElement("input");
  box.type = "search";
  box.className = "govuk-input t3-facet__narrow";
  box.setAttribute("aria-label", `Find in the list: ${facet.querySelector("legend").textContent}`);
  box.placeholder = "Find in this list";
  const told = document.createElement("p");
  told.className = "govuk-hint t3-facet__none";
  told.setAttribute("role", "status");
  let waiting;
  let turn = 0;
  async function find() {
    const query = new URLSearchParams(new FormData(all.form));
    query.set("find", box.value);
    const mine = ++turn;
    // Where the answer fails to come, the button still leads to the page that has all.
    const answer = await fetch(`${all.formAction}?${query}`).catch(() => null);
    const text = answer?.ok ? await answer.text() : "";
    if (mine !== turn) return;
    const found = new DOMParser().parseFromString(text, "text/html").querySelector(".t3-facet__options");
    if (found) options.replaceChildren(...found.children);
    told.textContent = !found ? "The list could not be searched" : options.children.length ? "" : "Nothing in this list matches";
  }
  box.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(find, PAUSE);
  });
  // Enter would otherwise send the form before a choice is made.
  box.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault();
  });
  options.before(box, told);
}

// A table that fits needs no stop of its own on the way through the page by keyboard.
const fitting = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    if (target.scrollWidth > target.clientWidth) target.setAttribute("tabindex", "0");
    else target.removeAttribute("tabindex");
  }
});

initAll();
document.querySelectorAll(".t3-facet").forEach(addFinding);
document.querySelectorAll(".t3-scroll").forEach((table) => fitting.observe(table));
