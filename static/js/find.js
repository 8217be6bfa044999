// The position button: asks for the position only when pressed, and sends it with the search or as an answer.

const button = document.querySelector("button.position");
const status = document.querySelector(".position-status");
const PERMISSION_DENIED = 1;
// Five decimals are about a metre: more says nothing about where help is.
const DECIMALS = 5;
const WAIT_MS = 10_000;

/** Put one parameter into the form, in the place of one that is there. */
function carry(form, name, value) {
  const field = form.elements.namedItem(name) ?? document.createElement("input");
  field.type = "hidden";
  field.name = name;
  field.value = value;
  form.append(field);
}

/** Search again from where the reader is; a place typed before gives way, a need stays. */
function searchFrom(position) {
  const { form } = button;
  const lat = position.coords.latitude.toFixed(DECIMALS);
  const lon = position.coords.longitude.toFixed(DECIMALS);
  if (!form) {
    const answer = new URL(button.dataset.answers, window.location.href);
    answer.searchParams.set("lat", lat);
    answer.searchParams.set("lon", lon);
    window.location.assign(answer);
    return;
  }
  carry(form, "lat", lat);
  carry(form, "lon", lon);
  if ("replacesQ" in button.dataset) {
    form.elements.q.value = "";
  }
  form.requestSubmit();
}

/** Say why there is no position, and what to do instead. */
function explain(error) {
  button.disabled = false;
  status.textContent = error.code === PERMISSION_DENIED ? button.dataset.denied : button.dataset.failed;
}

function askForPosition() {
  button.disabled = true;
  status.textContent = button.dataset.waiting;
  navigator.geolocation.getCurrentPosition(searchFrom, explain, { timeout: WAIT_MS, maximumAge: 60_000 });
}

if (button && status && "geolocation" in navigator) {
  button.hidden = false;
  button.addEventListener("click", askForPosition);
}
