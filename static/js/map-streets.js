// The street map: a layer that is asked for with a button, and whose failure changes nothing else.

import { button } from "./map-elements.js";

const PATIENCE_MS = 15_000;

/** Adds the button that shows and hides `tiles`; no tile is asked for before it is pressed. */
export function addStreets(map, tiles, { frame, words, say }) {
  const toggle = button(words.street_map, "map-button map-streets");
  let loaded = 0;
  let patience = 0;

  function show(isShown) {
    clearTimeout(patience);
    toggle.setAttribute("aria-pressed", String(isShown));
    frame.canvas.classList.toggle("has-streets", isShown);
    if (isShown) tiles.addTo(map);
    else tiles.remove();
  }

  function giveUpIfNothingCame() {
    if (loaded > 0 || !map.hasLayer(tiles)) return;
    show(false);
    say(words.tiles_failed);
  }

  // Leaflet says "load" when nothing is under way any more, whether tiles came or failed; it still
  // needs the layer's map until its own work with the last tile is done.
  tiles.on({ tileload: () => (loaded += 1), load: () => setTimeout(giveUpIfNothingCame) });
  toggle.addEventListener("click", () => {
    loaded = 0;
    say("");
    show(!map.hasLayer(tiles));
    if (map.hasLayer(tiles)) patience = setTimeout(giveUpIfNothingCame, PATIENCE_MS);
  });
  toggle.setAttribute("aria-pressed", "false");
  frame.bar.prepend(toggle);
}
