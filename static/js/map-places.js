// The places of the list as numbered, clustered marks, each tied to its card.

import { element } from "./map-elements.js";

const PIN_PX = 32;
const CLUSTER_PX = 40;
const SHAPES = { now: "now", open: "now", later: "later", unknown: "unknown", no: "no", closed: "no" };
const MARKED = "is-marked";

/** Returns what shows a FeatureCollection on the map, instead of what it showed before. */
export function placesOn(map, { words, isCalm }) {
  const clusters = clustersOn(map, { words, isCalm });
  return {
    show(collection) {
      clusters.clearLayers();
      const markers = collection.features.filter((feature) => feature.geometry).map((feature) => pin(feature, words));
      for (const marker of markers) tieToCard(marker, clusters);
      clusters.addLayers(markers);
      return L.latLngBounds(markers.map((marker) => marker.getLatLng()));
    },
  };
}

function clustersOn(map, { words, isCalm }) {
  const clusters = L.markerClusterGroup({
    animate: !isCalm,
    maxClusterRadius: 36,
    showCoverageOnHover: false,
    spiderfyDistanceMultiplier: 1.6,
    spiderLegPolylineOptions: { className: "map-leg" },
    iconCreateFunction: (cluster) => icon("map-cluster", CLUSTER_PX, `×${cluster.getChildCount()}`),
  });
  // A cluster is a marker that the library adds by itself; the map tells of each.
  map.on("layeradd", ({ layer }) => {
    if (layer instanceof L.MarkerCluster) label(layer, words.cluster.replace("{count}", layer.getChildCount()));
  });
  return clusters.addTo(map);
}

function pin(feature, words) {
  const { slug, number, name } = feature.properties;
  const [lon, lat] = feature.geometry.coordinates;
  const marker = L.marker([lat, lon], {
    icon: icon(`map-pin map-pin-${shape(feature.properties)}`, PIN_PX, String(number)),
    riseOnHover: true,
  });
  marker.slug = slug;
  marker.on("add", () => label(marker, `${number}. ${name}`));
  marker.bindPopup(() => popup(feature.properties, words), {
    className: "map-popup",
    // Clear of the buttons in the lower corner.
    autoPanPaddingTopLeft: [8, 8],
    autoPanPaddingBottomRight: [8, 170],
    closeOnEscapeKey: false,
    maxWidth: 280,
    minWidth: 200,
  });
  marker.on("popupopen", ({ popup }) => enterPopup(popup, words, marker));
  marker.on("popupclose", ({ popup }) => leavePopup(popup, marker));
  return marker;
}

function shape({ speaks, open }) {
  return SHAPES[speaks?.state ?? open] ?? "unknown";
}

function icon(className, size, text) {
  const html = element("bdi", { text });
  return L.divIcon({ className, html, iconSize: [size, size], popupAnchor: [0, -size / 2] });
}

function label(marker, text) {
  marker.getElement()?.setAttribute("aria-label", text);
}

/** Returns the popup of a place: its name, a link; its Japanese name; its lines from the card. */
function popup(place, words) {
  const { documentElement: page } = document;
  const box = element("div", { className: "map-place", dir: page.dir || "ltr", lang: page.lang });
  const link = element("a", { href: ownAddress(place.url) });
  link.append(element("bdi", { text: `${place.number}.` }), " ", element("bdi", { text: place.name }));
  const heading = element("p");
  heading.append(link);
  box.append(heading);
  if (place.name_ja && place.name_ja !== place.name) {
    const japanese = element("p", { className: "map-place-ja", lang: "ja" });
    japanese.append(element("bdi", { text: place.name_ja }));
    box.append(japanese);
  }
  const lines = cardOf(place.slug)?.querySelectorAll("[data-map-line]") ?? [];
  for (const line of lines) box.append(line.cloneNode(true));
  if (lines.length === 0 && place.open in words) box.append(element("p", { text: words[place.open] }));
  return box;
}

/** Returns the address when it is one of this site, and the top of this page otherwise. */
function ownAddress(url) {
  const address = new URL(url, location.href);
  return address.origin === location.origin ? address.href : "#";
}

function enterPopup(popup, words, marker) {
  const box = popup.getElement();
  box.querySelector(".leaflet-popup-close-button")?.setAttribute("aria-label", words.close);
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    marker.closePopup();
  });
  box.querySelector("a").focus({ preventScroll: true });
}

function leavePopup(popup, marker) {
  const focused = document.activeElement;
  if (focused === document.body || popup.getElement()?.contains(focused)) {
    marker.getElement()?.focus({ preventScroll: true });
  }
}

function cardOf(slug) {
  return document.querySelector(`li[data-slug="${CSS.escape(slug)}"]`);
}

/** Marks the pin while its card is pointed at or focused, and the card while its pin is. */
function tieToCard(marker, clusters) {
  const card = cardOf(marker.slug);
  if (!card) return;
  let marked = null;
  const unmark = () => marked?.classList.remove(MARKED);
  const mark = () => {
    unmark();
    marked = clusters.getVisibleParent(marker)?.getElement();
    marked?.classList.add(MARKED);
  };
  listen(card, { mouseenter: mark, focusin: mark, mouseleave: unmark, focusout: unmark });
  marker.on("add", () => {
    const markCard = () => card.classList.add(MARKED);
    const unmarkCard = () => card.classList.remove(MARKED);
    listen(marker.getElement(), { mouseenter: markCard, focus: markCard, mouseleave: unmarkCard, blur: unmarkCard });
  });
}

function listen(node, listeners) {
  for (const [event, listener] of Object.entries(listeners)) node.addEventListener(event, listener);
}
