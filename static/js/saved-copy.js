// The copy of the directory for times without a network: whether this device keeps one, and the words about it.

const CHOICE = "madoguchi.copy";
const COPIES = "copies-1";
const OURS = /^(?:copies|files)-/;

/** What happens on the document when the worker has seen to the copy. */
export const KEPT = "madoguchi:copy";

/** Whether the browser can keep a copy at all. */
export const canKeep = "serviceWorker" in navigator && "caches" in window;

/** What the reader decided: "yes", "no", or null as long as they did not. */
export function choice() {
  try {
    return localStorage.getItem(CHOICE);
  } catch {
    return null;
  }
}

function choose(decided) {
  try {
    localStorage.setItem(CHOICE, decided);
  } catch {
    // Where nothing may be stored, there is no lasting choice, and no copy either.
  }
}

/** Has the worker keep the present copy in the page's language; resolves with whether there is one. */
export async function keepCopy() {
  try {
    await navigator.serviceWorker.register("/sw.js");
    const { active } = await navigator.serviceWorker.ready;
    const { port1, port2 } = new MessageChannel();
    const answered = new Promise((resolve) => port1.addEventListener("message", ({ data }) => resolve(data)));
    port1.start();
    active.postMessage({ keep: pageLanguage() }, [port2]);
    const isKept = await answered;
    document.dispatchEvent(new Event(KEPT));
    return isKept;
  } catch {
    // The browser allows no worker here, as in some private windows: pages work without one.
    return false;
  }
}

/** The slug of the page's language, as the address of its manifest names it. */
function pageLanguage() {
  return new URL(document.querySelector('link[rel="manifest"]').href).searchParams.get("lang");
}

/** Keep a copy because the reader wants it, from now on also on a line where every byte counts. */
export function keepCopyAsAsked() {
  choose("yes");
  return keepCopy();
}

/** Take every copy off this device, and keep none until the reader asks for one. */
export async function deleteCopies() {
  choose("no");
  const registrations = await navigator.serviceWorker.getRegistrations();
  await Promise.all(registrations.map((registration) => registration.unregister()));
  const names = (await caches.keys()).filter((name) => OURS.test(name));
  await Promise.all(names.map((name) => caches.delete(name)));
}

/** Returns the copies on this device: the language of each, and the moment it is of, as markup. */
export async function copiesHere() {
  if (!(await caches.has(COPIES))) return [];
  const cache = await caches.open(COPIES);
  const answers = await Promise.all((await cache.keys()).map((address) => cache.match(address)));
  return Promise.all(answers.map(described));
}

async function described(answer) {
  const { tag, dir, name } = await answer.json();
  return { tag, dir, name, at: decodeURIComponent(answer.headers.get("Copied-At")) };
}
