// The service worker, served as /sw.js: keeps a copy of the directory on the device, and answers with it when the
// site cannot be reached.
//
// What is kept: for each of the last languages read here one copy, in one piece, so that there is never half of one;
// and the files that its pages load. Pages that were visited are never kept.

// Another number where a copy is written in another way; saved-copy.js names it, too.
const COPIES = "copies-1";
const FILES = "files-";
const MOST_LANGUAGES = 3;
const PATIENCE_MS = 8_000;
const BUSY_MS = 3_000;
const TRIES = 4;
// What a proxy says when the site behind it does not answer.
const UNREACHED = new Set([502, 503, 504]);
const NOT_FOR_RESIDENTS = /^\/(?:api|desk|hsds|opendata|signin|staff)(?:\/|$)/;
// What the site says of every page of its own holds for the saved ones, too.
const POLICIES = ["Content-Security-Policy", "Cross-Origin-Opener-Policy", "Permissions-Policy", "Referrer-Policy"];
const A_FILE = /^\/static\/|^\/map\.js$/;

// Languages whose copy was compared with the site's in this life of the worker, which ends soon after the visit.
const compared = new Set();

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(takeOver()));
addEventListener("message", (event) => {
  const kept = keep(event.data.keep);
  event.waitUntil(kept.then((isThere) => event.ports[0].postMessage(isThere)));
});
addEventListener("fetch", (event) => {
  const { method, mode, url } = event.request;
  const { origin, pathname } = new URL(url);
  if (method !== "GET" || origin !== location.origin) return;
  if (mode === "navigate") event.respondWith(page(event, pathname));
  else if (A_FILE.test(pathname)) event.respondWith(file(event.request));
});

/** Serve the pages that are open already, too; let the browser ask for a page while the worker still starts. */
async function takeOver() {
  await registration.navigationPreload?.enable();
  const names = await caches.keys();
  await Promise.all(names.filter((name) => /^copies/.test(name) && name !== COPIES).map((name) => caches.delete(name)));
  await clients.claim();
}

/** Returns the page from the site or, where that does not answer, the saved one. */
async function page(event, path) {
  const asked = fromSite(event);
  event.waitUntil(asked.catch(() => {}));
  if (NOT_FOR_RESIDENTS.test(path)) return asked;
  const answer = await Promise.race([asked.catch(() => null), later(PATIENCE_MS)]);
  if (answer && !UNREACHED.has(answer.status)) return answer;
  const saved = await savedPage(path);
  if (saved) return saved;
  // A page that is not in the copy may still come, however slowly.
  return asked.catch(async (error) => (await missingPage(path)) ?? Promise.reject(error));
}

async function fromSite(event) {
  return (await event.preloadResponse) ?? fetch(event.request);
}

/** Returns a file as it is kept: another one has another address. */
async function file(request) {
  return (await caches.match(request, { ignoreVary: true })) ?? fetch(request);
}

/** Returns the page of a copy; null where there is none in that language or of that address. */
async function savedPage(path) {
  if (path === "/") return home();
  const [, slug] = path.split("/", 2);
  const copy = await keptCopy(slug);
  const place = path.slice(slug.length + 1);
  const found = copy?.pages[copy.same[place] ?? place];
  return found ? written(copy, found, place) : null;
}

/** Returns the way to the language that was read last. */
async function home() {
  const [copy] = await keptCopies();
  return copy ? Response.redirect(`/${copy.slug}/`) : null;
}

/** Returns the page that says what is kept, in the language asked for or the one read last; null if nothing is. */
async function missingPage(path) {
  const [, slug] = path.split("/", 2);
  const copies = await keptCopies();
  const copy = copies.find((one) => one.slug === slug) ?? copies[0];
  if (!copy) return null;
  const main = copy.missing.main.replace("[[lists]]", () => copies.map(listLink).join(""));
  return written(copy, { ...copy.missing, main }, "/");
}

function listLink({ slug, tag, dir, name }) {
  return `<li><a class="chip" href="/${slug}/" lang="${tag}" dir="${dir}" hreflang="${tag}"><span>${name}</span></a></li>`;
}

/** Returns a page put together from what all pages of a copy have in common and what is its own. */
function written({ frame, copied, policies }, { title, head, main }, place) {
  const gaps = { title, head, main, place, copied };
  const text = frame.replace(/\[\[([a-z]+)\]\]/g, (gap, name) => gaps[name] ?? gap);
  return new Response(text, { headers: [...policies, ["Content-Type", "text/html; charset=utf-8"]] });
}

/** Returns the copy in a language, if there is one. */
async function keptCopy(slug) {
  const answer = await caches.match(addressOf(slug), { cacheName: COPIES });
  return answer && contentOf(answer);
}

/** Returns the copies on this device, that of the language read last first. */
async function keptCopies() {
  const cache = await caches.open(COPIES);
  const answers = await Promise.all((await cache.keys()).map((address) => cache.match(address)));
  return Promise.all(answers.reverse().map(contentOf));
}

async function contentOf(answer) {
  const { headers } = answer;
  const policies = POLICIES.filter((name) => headers.has(name)).map((name) => [name, headers.get(name)]);
  return { ...(await answer.json()), copied: decodeURIComponent(headers.get("Copied-At")), policies };
}

function addressOf(slug) {
  return `/${slug}/offline.json`;
}

/** Keeps the site's present copy in a language, once in a life of the worker; says whether there is one now. */
async function keep(slug) {
  const address = addressOf(slug);
  const known = await caches.match(address, { cacheName: COPIES });
  if (compared.has(slug) && known) return true;
  compared.add(slug);
  try {
    await bringUpToDate(address, known);
    return true;
  } catch {
    // No network, or no room on the device: what was kept before is still whole. The next page tries again.
    compared.delete(slug);
    return Boolean(known);
  }
}

async function bringUpToDate(address, known) {
  const answer = await presentCopy(address);
  const isSame = answer.headers.has("ETag") && answer.headers.get("ETag") === known?.headers.get("ETag");
  if (!isSame) await keepFiles(await answer.clone().json());
  const cache = await caches.open(COPIES);
  // Also where nothing changed: it is true as of now, and its language is the one read last.
  await cache.put(address, answer);
  const addresses = await cache.keys();
  await Promise.all(addresses.slice(0, -MOST_LANGUAGES).map((oldest) => cache.delete(oldest)));
  if (!isSame) await forgetFiles();
}

/** Returns the site's answer; while the site is still writing the copy, waits. */
async function presentCopy(address) {
  for (let tried = 1; ; tried += 1) {
    const answer = await fetch(address, { cache: "no-cache" });
    if (answer.ok) return answer;
    if (answer.status !== 503 || tried === TRIES) throw new Error(`${address} answered ${answer.status}`);
    await later(BUSY_MS);
  }
}

/** Keeps the files of a copy under its version; those that are there already stay. */
async function keepFiles({ version, files }) {
  const cache = await caches.open(FILES + version);
  const there = new Set((await cache.keys()).map(({ url }) => url));
  await cache.addAll(files.filter((address) => !there.has(new URL(address, location).href)));
}

/** Takes away the files that no copy needs any more. */
async function forgetFiles() {
  const needed = new Set((await keptCopies()).map(({ version }) => FILES + version));
  const names = (await caches.keys()).filter((name) => name.startsWith(FILES) && !needed.has(name));
  await Promise.all(names.map((name) => caches.delete(name)));
}

function later(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
