// The list of a saved copy: shows what the address asks for, as the site would, from what stands on the page.

import { keptPlaces } from "./kept-places.js";

const asked = new URLSearchParams(location.search);
const form = document.querySelector("form.search");
const list = document.querySelector("ol.cards");
const cards = [...list.children];

/** The same letters for words that are written differently: width, capitals, accents, katakana. */
function folded(text) {
  const plain = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return plain.replace(/[ァ-ヶ]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) - 0x60));
}

/** The places of the reader's own list, where this page stands in for it; null elsewhere. */
function ownPlaces() {
  if (asked.has("places")) return asked.get("places").split(",");
  return location.pathname.endsWith("/list") ? keptPlaces() : null;
}

function isAskedFor(card, { words, places }) {
  const has = (name) => !asked.get(name) || card.dataset[name].split(" ").includes(asked.get(name));
  const text = folded(`${card.textContent} ${card.dataset.words}`);
  return (
    ["topic", "kind", "ward"].every(has) &&
    words.every((word) => text.includes(word)) &&
    (!places || places.includes(card.dataset.slug))
  );
}

/** Put those first who speak the language asked for; nobody is hidden for it. */
function sortByLanguage(slug) {
  const speaks = (card) => card.dataset.speaks.split(" ").includes(slug);
  list.append(...cards.filter(speaks), ...cards.filter((card) => !speaks(card)));
}

function show() {
  const wanted = { words: folded(asked.get("q") ?? "").split(/\s+/).filter(Boolean), places: ownPlaces() };
  const shown = cards.filter((card) => {
    card.hidden = !isAskedFor(card, wanted);
    return !card.hidden;
  });
  const narrowed = document.querySelector("[data-narrowed]");
  narrowed.hidden = shown.length === cards.length;
  narrowed.querySelector("[data-shown]").textContent = `${shown.length} / ${cards.length}`;
  document.querySelector("[data-none]").hidden = shown.length > 0;
}

/** Let the form and the needs say what was asked. */
function fillIn() {
  form.elements.q.value = asked.get("q") ?? "";
  if (asked.get("speaks")) form.elements.speaks.value = asked.get("speaks");
  const topic = asked.get("topic");
  for (const chip of document.querySelectorAll(".rows a.chip")) {
    if (topic && new URL(chip.href).searchParams.get("topic") === topic) chip.setAttribute("aria-current", "true");
  }
}

fillIn();
if (asked.get("speaks")) sortByLanguage(asked.get("speaks"));
show();
