// On every page: has a copy of the directory kept once the page itself is there, so that it costs the page nothing.

import { canKeep, choice, deleteCopies, keepCopy, keepCopyAsAsked } from "./saved-copy.js";

const offer = document.querySelector("[data-copy-offer]");

function begin() {
  const decided = choice();
  const isSaving = Boolean(navigator.connection?.saveData);
  if (decided === "yes" || (decided === null && !isSaving)) keepCopy();
  else if (decided === null && offer) makeOffer();
  // A copy that was on its way when the reader deleted all of them.
  else if (decided === "no") deleteCopies();
}

/** Where the reader saves bytes, ask first. */
function makeOffer() {
  const [button, status] = offer.children;
  offer.hidden = button.hidden = false;
  button.addEventListener("click", async () => {
    button.disabled = true;
    const isKept = await keepCopyAsAsked();
    status.textContent = isKept ? button.dataset.done : button.dataset.failed;
    button.hidden = isKept;
    button.disabled = false;
    if (isKept) status.focus();
  });
}

function whenIdle(task) {
  const later = () => (window.requestIdleCallback ?? setTimeout)(() => task());
  if (document.readyState === "complete") later();
  else window.addEventListener("load", later, { once: true });
}

if (canKeep) whenIdle(begin);
