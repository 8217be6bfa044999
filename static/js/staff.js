// What every page of staff has: a warning before the session ends, with a way to go on.

const WARN_BEFORE_MS = 2 * 60_000;
const { sessionEnds, sessionWords, sessionStay } = document.body.dataset;
const openFor = sessionEnds ? new Date(sessionEnds) - Date.now() : 0;

if (openFor > 0) warnLater();

function warnLater() {
  setTimeout(warn, Math.max(openFor - WARN_BEFORE_MS, 0));
}

/** Say that the session ends soon. Any page that is opened keeps it alive, so the button opens one unseen. */
function warn() {
  const box = document.createElement("div");
  box.className = "session-ends";
  box.setAttribute("role", "alert");
  const stay = document.createElement("button");
  stay.className = "button main-button";
  stay.textContent = sessionStay;
  stay.addEventListener("click", async () => {
    const answer = await fetch("/staff/", { redirect: "error" });
    if (!answer.ok) return;
    box.remove();
    warnLater();
  });
  const words = document.createElement("p");
  words.textContent = sessionWords;
  box.append(words, stay);
  document.body.append(box);
}
