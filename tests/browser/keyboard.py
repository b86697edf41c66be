"""A hand that has nothing but a keyboard."""

from typing import Any

MOST_TABS = 400
FOCUSED = """() => {
  const e = document.activeElement;
  const words = (e.labels?.length ? e.labels[0] : e).textContent;
  return words.trim().replace(/\\s+/g, " ");
}"""
# Whether the drawing of what has the focus, or of a part of it, changes when it loses it.
SHOWN = """() => {
  const e = document.activeElement;
  const looks = () => [e, ...e.querySelectorAll("*"), e.nextElementSibling].filter(Boolean).map(part =>
    ["", "::before", "::after"].map(pseudo => {
      const s = getComputedStyle(part, pseudo || null);
      return [s.outline, s.boxShadow, s.backgroundColor, s.borderColor, s.fill, s.stroke].join();
    }).join()).join();
  const before = looks();
  e.blur();
  const after = looks();
  e.focus({focusVisible: true});
  return before !== after;
}"""
# Every stop of Tab in the order of the page; of radio buttons of one name, the chosen one. Tables that
# fit cease to be one when the page is drawn.
STOPS = """async () => {
  await new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)));
  const stops = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]";
  window.stops = [...document.querySelectorAll(stops)]
    .filter(e => e.tabIndex >= 0 && !e.disabled && e.checkVisibility({visibilityProperty: true}))
    .filter(e => e.type !== "radio" || e.checked);
  return window.stops.length;
}"""
STOP = "() => window.stops.indexOf(document.activeElement)"


def focused(page: Any) -> str:
    """The name of what has the focus."""
    return str(page.evaluate(FOCUSED))


def tab_to(page: Any, name: str) -> None:
    """Press Tab until something of this name has the focus, and see that it shows."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if focused(page).startswith(name):
            assert page.evaluate(SHOWN), f"Nothing shows that {name} has the focus"
            return
    raise AssertionError(f"{MOST_TABS} tabs do not reach {name}")


def stops_of(page: Any) -> tuple[list[int], int]:
    """Which stops Tab comes to, from the top of the page to its end, and how many there are."""
    number = page.evaluate(STOPS)
    reached = []
    for _ in range(number):
        page.keyboard.press("Tab")
        reached.append(page.evaluate(STOP))
    return reached, number
