// Sends the address of the page by what the device offers, or copies it.

const share = document.querySelector("[data-share]");

/** Say what became of it, where screen readers and eyes find it. */
function say(words) {
  const status = document.querySelector("[data-kept-status]");
  if (status) {
    status.textContent = words;
  }
}

/** The address without what only this visitor needs: their position. */
function publicAddress() {
  const address = new URL(window.location.href);
  for (const name of ["lat", "lon"]) {
    address.searchParams.delete(name);
  }
  address.hash = "";
  return address.href;
}

async function copy() {
  try {
    await navigator.clipboard.writeText(publicAddress());
    say(share.dataset.copied);
  } catch {
    say(share.dataset.notCopied);
  }
}

async function send() {
  if (!navigator.share) {
    await copy();
    return;
  }
  try {
    await navigator.share({ title: share.dataset.share, url: publicAddress() });
  } catch (error) {
    // Who closes the device's own menu has changed their mind; anything else leaves copying.
    if (error.name !== "AbortError") {
      await copy();
    }
  }
}

if (share) {
  share.hidden = false;
  share.addEventListener("click", send);
}
