// The part of the privacy page about the saved copy: what is on this device, and the way to be rid of it.

import { KEPT, canKeep, copiesHere, deleteCopies, keepCopyAsAsked } from "./saved-copy.js";

const section = document.querySelector("[data-kept-copy]");

/** Shows which copies there are, and offers what can be done about them. */
async function show() {
  const copies = await copiesHere();
  section.querySelector("ul").replaceChildren(...copies.map(line));
  section.querySelector("[data-delete-copy]").hidden = copies.length === 0;
  section.querySelector("[data-keep-copy]").hidden = copies.length > 0;
}

function line({ tag, dir, name, at }) {
  const item = document.createElement("li");
  item.lang = tag;
  item.dir = dir;
  // Markup of our own: dates in easy Japanese have readings above them.
  const { body } = new DOMParser().parseFromString(at, "text/html");
  item.append(`${name}: `, ...body.childNodes);
  return item;
}

/** Has a button do something, and then says that it is done, or that it failed. */
function prepare(selector, action) {
  const button = section.querySelector(selector);
  const status = section.querySelector("[role=status]");
  button.addEventListener("click", async () => {
    button.disabled = true;
    const isDone = await action();
    await show();
    button.disabled = false;
    status.textContent = isDone === false ? button.dataset.failed : button.dataset.done;
    section.querySelector("button:not([hidden])").focus();
  });
}

if (canKeep && section) {
  section.hidden = false;
  prepare("[data-delete-copy]", deleteCopies);
  prepare("[data-keep-copy]", keepCopyAsAsked);
  document.addEventListener(KEPT, show);
  show();
}
