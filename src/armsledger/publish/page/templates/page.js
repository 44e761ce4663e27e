"use strict";
(() => {
  const root = document.documentElement;
  root.classList.add("scripted");

  // Everything that belongs to a claim, by the claim's number.
  const cards = new Map(), refs = new Map(), marks = new Map(), parts = new Map();
  const file = (map, number, element) => map.has(number) ? map.get(number).push(element) : map.set(number, [element]);
  for (const card of document.querySelectorAll(".card")) cards.set(card.dataset.claim, card);
  for (const ref of document.querySelectorAll(".ref[data-claim]")) refs.set(ref.dataset.claim, ref);
  for (const mark of document.querySelectorAll("mark")) {
    for (const number of mark.dataset.claims.split(" ")) file(marks, number, mark);
  }
  for (const part of document.querySelectorAll(".part")) {
    const labels = part.dataset.labels.split("|");
    part.dataset.claims.split(" ").forEach((number, index) => file(parts, number, { part, label: labels[index] }));
  }

  // One claim is lit at a time: the one under the pointer, else the one chosen.
  let chosen = null, lit = null;
  const light = (number) => {
    if (number === lit) return;
    if (lit !== null) paint(lit, false);
    lit = number;
    if (lit !== null) paint(lit, true);
  };
  const paint = (number, on) => {
    cards.get(number).classList.toggle("lit", on);
    for (const mark of marks.get(number) ?? []) mark.classList.toggle("lit", on);
    let line = null, reach = 0;
    for (const { part, label } of parts.get(number) ?? []) {
      part.classList.toggle("lit", on);
      if (!on) continue;
      part.dataset.label = label;
      // A label that the one before on the same line would run into goes below its word.
      const box = part.getClientRects()[0];
      const collides = line !== null && Math.abs(box.top - line) < 4 && box.left < reach;
      part.classList.toggle("below", collides);
      if (!collides) [line, reach] = [box.top, box.left + 6 + 5.6 * label.length];
    }
  };
  const shown = (number) => !cards.get(number).hidden;
  const choose = (number, target) => {
    chosen = number;
    light(number);
    target?.scrollIntoView({ block: "nearest" });
  };

  // The claims at an element, the innermost first.
  const claimsAt = (element) => {
    const own = element.closest("[data-claim]");
    if (own) return [own.dataset.claim];
    const found = [];
    for (let mark = element.closest("mark"); mark; mark = mark.parentElement.closest("mark")) {
      found.push(...mark.dataset.claims.split(" ").reverse().filter(shown));
    }
    return found;
  };

  const text = document.getElementById("text");
  text.addEventListener("mouseover", (event) => light(claimsAt(event.target)[0] ?? chosen));
  text.addEventListener("mouseleave", () => light(chosen));
  text.addEventListener("focusin", (event) => {
    const [number] = claimsAt(event.target);
    if (number) choose(number);
  });
  text.addEventListener("click", (event) => {
    if (event.target.closest("summary") || !getSelection().isCollapsed) return;
    const found = claimsAt(event.target);
    if (!found.length) return;
    if (event.target.closest("a")) event.preventDefault();
    // Clicking again where claims overlap goes on to the next one outwards.
    const number = found[(found.indexOf(chosen) + 1) % found.length];
    choose(number, event.target.closest(".card") ? refs.get(number) : cards.get(number));
  });

  const step = (by) => {
    const order = [...cards.keys()].filter(shown);
    if (!order.length) return;
    const at = order.indexOf(chosen);
    const number = order[at < 0 ? (by > 0 ? 0 : order.length - 1) : Math.min(Math.max(at + by, 0), order.length - 1)];
    refs.get(number).focus({ preventScroll: true });
    refs.get(number).scrollIntoView({ block: "center" });
    choose(number);
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "j") step(1);
    else if (event.key === "k") step(-1);
    else if (event.key === "Escape") {
      if (text.contains(document.activeElement)) document.activeElement.blur();
      choose(null);
    }
  });

  // Filters: a claim is shown while its box in every group is ticked.
  const form = document.querySelector(".filters"), count = document.getElementById("shown");
  const apply = () => {
    const ticked = new FormData(form), groups = ["kind", "certainty", "source"];
    const wanted = groups.map((group) => [group, new Set(ticked.getAll(group))]);
    let number = 0;
    for (const card of cards.values()) {
      card.hidden = !wanted.every(([group, values]) => values.has(card.dataset[group]));
      refs.get(card.dataset.claim).hidden = card.hidden;
      number += card.hidden ? 0 : 1;
    }
    for (const mark of document.querySelectorAll("mark")) {
      mark.classList.toggle("off", !mark.dataset.claims.split(" ").some(shown));
    }
    if (chosen !== null && !shown(chosen)) choose(null);
    const all = `${cards.size} claim${cards.size === 1 ? "" : "s"}`;
    count.textContent = number === cards.size ? all : `${number} of ${all} shown`;
  };
  form.addEventListener("change", apply);
  form.addEventListener("reset", () => setTimeout(apply));
  form.addEventListener("submit", (event) => event.preventDefault());

  const themes = ["auto", "light", "dark"], button = document.getElementById("theme");
  button.addEventListener("click", () => {
    const theme = themes[(themes.indexOf(root.dataset.theme ?? "auto") + 1) % themes.length];
    root.dataset.theme = theme;
    button.textContent = `Theme: ${theme}`;
  });

  // What is folded on the screen is printed too.
  let folded = [];
  addEventListener("beforeprint", () => {
    folded = [...document.querySelectorAll("details:not([open])")];
    for (const details of folded) details.open = true;
  });
  addEventListener("afterprint", () => {
    for (const details of folded) details.open = false;
  });
})();
