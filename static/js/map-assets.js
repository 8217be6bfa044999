// Loads the libraries of the map, once each, from our own address.

const VENDOR = new URL("../vendor/", import.meta.url);
const loading = new Map();

/** Resolves once the map's libraries and its shell have run; rejects when one cannot be loaded. */
export async function loadLibraries(shell) {
  const vendored = (path) => new URL(path, VENDOR).href;
  const styles = Promise.all([
    style(vendored("leaflet/leaflet.css")),
    style(vendored("leaflet.markercluster/markercluster.css")),
    style(vendored("leaflet.locatecontrol/locatecontrol.css")),
    style(new URL("../css/map-marks.css", import.meta.url).href),
  ]);
  await script(vendored("leaflet/leaflet.js"));
  await Promise.all([
    styles,
    script(vendored("leaflet.markercluster/markercluster.js")),
    script(vendored("leaflet.locatecontrol/locatecontrol.js")),
    script(shell),
  ]);
}

/** Resolves with the GeoJSON at `url`; rejects when there is none. */
export async function loadPlaces(url) {
  const answer = await fetch(url, { headers: { Accept: "application/geo+json, application/json" } });
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
  return answer.json();
}

function script(src) {
  return once(src, () => Object.assign(document.createElement("script"), { src }));
}

function style(href) {
  return once(href, () => Object.assign(document.createElement("link"), { rel: "stylesheet", href }));
}

function once(url, create) {
  if (!loading.has(url)) loading.set(url, load(url, create()));
  return loading.get(url);
}

function load(url, node) {
  return new Promise((resolve, reject) => {
    node.addEventListener("load", resolve);
    node.addEventListener("error", () => {
      // Forgotten, so that another try asks for it again.
      loading.delete(url);
      node.remove();
      reject(new Error(`${url} could not be loaded`));
    });
    document.head.append(node);
  });
}
