// Opens the map beside the list: by itself on wide screens, when asked for on narrow ones.

import { loadPlaces } from "./map-assets.js";
import { button, element } from "./map-elements.js";
import { drawMap } from "./map-view.js";

const WIDE = matchMedia("(min-width: 64rem)");
const LINK = 'a[href="#map"]';

const section = document.querySelector("section#map[data-shell]");
if (section) prepare(section);

/** Puts the button in place and decides when the map opens. */
function prepare(section) {
  const words = JSON.parse(section.dataset.words);
  const frame = framed(section, words);
  const open = opener(section, frame, words);
  frame.open.addEventListener("click", () => {
    open();
    frame.canvas.focus({ preventScroll: true });
  });
  frame.retry.addEventListener("click", open);
  document.addEventListener("click", (event) => {
    if (event.target.closest?.(LINK)) open();
  });
  if (location.hash === "#map") open();
  WIDE.addEventListener("change", () => WIDE.matches && open());
  if (WIDE.matches && !navigator.connection?.saveData) whenIdle(open);
}

/** Builds what surrounds the map, and returns its parts. */
function framed(section, words) {
  const frame = {
    skip: element("a", { className: "map-skip", href: "#map-end", text: words.skip_map }),
    bar: element("div", { className: "map-bar" }),
    status: element("p", { className: "map-status", role: "status" }),
    open: button(words.open_map, "map-button map-open"),
    retry: button(words.try_again, "map-button map-retry"),
    canvas: element("div", { className: "map-canvas", role: "group", tabindex: "0", "aria-label": words.map_label }),
    end: element("span", { id: "map-end", tabindex: "-1" }),
  };
  // Leaflet places everything from the left; names inside carry their own direction.
  frame.canvas.dir = "ltr";
  for (const part of [frame.skip, frame.retry, frame.canvas]) part.hidden = true;
  frame.bar.append(frame.open, frame.status, frame.retry);
  section.append(frame.skip, frame.bar, frame.canvas, frame.end);
  return frame;
}

/** Returns a function that opens the map, or goes on where an earlier try failed. */
function opener(section, frame, words) {
  const { shell, geojson, places, here } = section.dataset;
  const say = (text) => (frame.status.textContent = text);
  let view = null;
  let isComplete = false;
  let isUnderWay = false;

  async function attempt() {
    let failed = words.map_failed;
    try {
      view ??= await drawMap(frame, { shell, here, words, say });
      failed = words.places_failed;
      if (places) view.showPlaces({ features: JSON.parse(places) });
      else if (geojson) view.showPlaces(await loadPlaces(geojson));
      isComplete = true;
      say("");
    } catch (error) {
      console.error(error);
      say(failed);
      frame.retry.hidden = false;
      frame.canvas.hidden = view === null;
    }
  }

  return async () => {
    if (isComplete || isUnderWay) return;
    isUnderWay = true;
    frame.open.hidden = true;
    frame.retry.hidden = true;
    frame.skip.hidden = false;
    frame.canvas.hidden = false;
    say(words.loading);
    await attempt();
    isUnderWay = false;
  };
}

function whenIdle(task) {
  const later = () => (window.requestIdleCallback ?? setTimeout)(() => task());
  if (document.readyState === "complete") later();
  else window.addEventListener("load", later, { once: true });
}
