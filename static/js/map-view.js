// Draws the shell that folium made, and the controls around it, in the words of the page.

import { loadLibraries } from "./map-assets.js";
import { element } from "./map-elements.js";
import { placesOn } from "./map-places.js";
import { addStreets } from "./map-streets.js";

const CLOSEST_ZOOM = 15;
const POSITION_ZOOM = 16;
const STILL = { zoomAnimation: false, fadeAnimation: false, markerZoomAnimation: false, inertia: false };

/** Draws the empty map into `frame.canvas`; resolves with what can be shown on it. */
export async function drawMap(frame, { shell, here, words, say }) {
  await loadLibraries(shell);
  const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  if (isCalm) L.Map.mergeOptions(STILL);
  const { map, wards, tiles } = window.madoguchiMap(frame.canvas);
  new ResizeObserver(() => map.invalidateSize({ animate: false })).observe(frame.canvas);
  addControls(map, words, say);
  if (tiles) addStreets(map, tiles, { frame, words, say });
  const start = here ? addStart(map, here, words) : null;
  map.fitBounds(wards.getBounds(), { animate: false });

  const places = placesOn(map, { words, isCalm });
  return {
    showPlaces(collection) {
      const bounds = places.show(collection);
      if (start) bounds.extend(start);
      if (bounds.isValid()) map.fitBounds(bounds, { ...clearance(), maxZoom: CLOSEST_ZOOM, animate: false });
    },
  };
}

/** Adds zoom and position buttons in the lower corner where the page's lines end, away from popups. */
function addControls(map, words, say) {
  const position = isRightToLeft() ? "bottomleft" : "bottomright";
  map.attributionControl.setPrefix(false).setPosition(position);
  L.control.zoom({ position, zoomInTitle: words.zoom_in, zoomOutTitle: words.zoom_out }).addTo(map);
  const locate = L.control.locate({
    position,
    setView: "once",
    initialZoomLevel: POSITION_ZOOM,
    showPopup: false,
    showCompass: false,
    strings: { title: words.my_position },
    locateOptions: { watch: false },
    onLocationError: () => say(words.position_failed),
    onLocationOutsideMapBounds: (control) => {
      control.stop();
      say(words.position_outside);
    },
  });
  locate.addTo(map);
  map.on("locationfound", () => say(""));
}

function isRightToLeft() {
  return document.documentElement.dir === "rtl";
}

/** Returns how far from the edges the places stay, in pixels: none lies under the buttons. */
function clearance() {
  const buttons = [76, 40];
  const free = [40, 40];
  if (isRightToLeft()) return { paddingTopLeft: buttons, paddingBottomRight: free };
  return { paddingTopLeft: free, paddingBottomRight: buttons };
}

/** Marks the point from which distances are told, given as "latitude,longitude"; returns it. */
function addStart(map, here, words) {
  const [lat, lon] = here.split(",").map(Number);
  const label = element("span", { className: "map-hidden-words", text: words.here });
  const icon = L.divIcon({ className: "map-here", iconSize: [20, 20], html: label });
  L.marker([lat, lon], { icon, interactive: false, keyboard: false, zIndexOffset: -1000 }).addTo(map);
  return [lat, lon];
}
