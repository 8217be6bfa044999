// The visitor's own list: slugs of places in this browser's storage, and nowhere else.

const KEY = "madoguchi.list";
const SLUG = /^[a-z0-9-]{1,64}$/;
const MOST = 60;

/** The slugs that are kept, oldest first; none where the storage is empty, broken or forbidden. */
export function keptPlaces() {
  try {
    const stored = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(stored) ? stored.filter((slug) => SLUG.test(slug)).slice(0, MOST) : [];
  } catch {
    return [];
  }
}

/** Keep these slugs instead; says whether the browser did. */
export function keepPlaces(slugs) {
  try {
    if (slugs.length === 0) {
      localStorage.removeItem(KEY);
    } else {
      localStorage.setItem(KEY, JSON.stringify([...new Set(slugs)].slice(0, MOST)));
    }
    return true;
  } catch {
    return false;
  }
}

/** The address of the list's page with these places. */
export function listAddress(page, slugs) {
  return slugs.length === 0 ? page : `${page}?places=${slugs.join(",")}`;
}
