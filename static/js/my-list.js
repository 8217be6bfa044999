// Buttons that keep a place, links to the list, and the page of the list itself.

import { keepPlaces, keptPlaces, listAddress } from "./kept-places.js";

const BEFORE = "madoguchi.list.before";
const list = document.querySelector("[data-my-list]");
const keep = document.querySelector("[data-keep]");
const link = document.querySelector("[data-list-link]");

/** Show what is kept: on the button, and as a number beside the link, which then leads to these places. */
function show() {
  const slugs = keptPlaces();
  keep?.setAttribute("aria-pressed", String(slugs.includes(keep.dataset.keep)));
  if (link) {
    link.href = listAddress(link.getAttribute("href").split("?")[0], slugs);
    link.querySelector("[data-list-count]").textContent = slugs.length > 0 ? ` (${slugs.length})` : "";
  }
}

function toggle() {
  const { keep: slug } = keep.dataset;
  const slugs = keptPlaces();
  keepPlaces(slugs.includes(slug) ? slugs.filter((other) => other !== slug) : [...slugs, slug]);
  show();
}

/** A list that came by its address is shown as it is; one that did not is the visitor's own. */
function openOwnList() {
  const slugs = keptPlaces();
  if (!new URLSearchParams(window.location.search).has("places") && slugs.length > 0) {
    window.location.replace(listAddress(list.dataset.address, slugs));
  }
}

/** Keep `slugs` as the list from now on, remember what was there before, and show them. */
function change(slugs, shown) {
  sessionStorage.setItem(BEFORE, JSON.stringify({ kept: keptPlaces(), shown: shownPlaces() }));
  keepPlaces(slugs);
  window.location.replace(listAddress(list.dataset.address, shown));
}

function takeOff(slug) {
  const without = (slugs) => slugs.filter((other) => other !== slug);
  change(without(keptPlaces()), without(shownPlaces()));
}

/** Put back what the last change of this tab took away. */
function undo() {
  const before = JSON.parse(sessionStorage.getItem(BEFORE));
  sessionStorage.removeItem(BEFORE);
  keepPlaces(before.kept);
  window.location.replace(listAddress(list.dataset.address, before.shown));
}

function shownPlaces() {
  return list.dataset.slugs.split(",").filter(Boolean);
}

/** Let a button be seen and do something. */
function offer(button, action) {
  if (button) {
    button.hidden = false;
    button.addEventListener("click", action);
  }
}

function prepareList() {
  const own = keptPlaces();
  if (shownPlaces().some((slug) => !own.includes(slug))) {
    offer(list.querySelector("[data-keep-all]"), () => change([...own, ...shownPlaces()], [...own, ...shownPlaces()]));
  }
  if (own.length > 0) {
    offer(list.querySelector("[data-forget-list]"), () => change([], []));
  }
  for (const button of list.querySelectorAll("[data-take-off]")) {
    offer(button, () => takeOff(button.dataset.takeOff));
  }
  if (sessionStorage.getItem(BEFORE)) {
    offer(list.querySelector("[data-undo]"), undo);
  }
}

offer(keep, toggle);
if (list) {
  openOwnList();
  prepareList();
}
show();
// A list changed in another tab, or a page that comes back from the browser's memory, shows what is kept now.
window.addEventListener("storage", show);
window.addEventListener("pageshow", show);
