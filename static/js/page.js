// What every page has: the way out, and menus that close.

const PRESSES = 3;
const WITHIN_MS = 2_000;
const exit = document.querySelector("[data-quick-exit]");
const menus = document.querySelectorAll("details.switcher");
let pressed = [];

/** Go away, leaving nothing to look at while the other site loads and no way back to this page. */
function leave(event) {
  event.preventDefault();
  document.body.hidden = true;
  document.title = "";
  window.location.replace(exit.href);
}

/** Leave when Escape was pressed three times in a row, quickly. */
function countEscapes(event) {
  pressed = pressed.filter((at) => event.timeStamp - at < WITHIN_MS);
  pressed.push(event.timeStamp);
  if (exit && pressed.length >= PRESSES) {
    leave(event);
  }
}

function closeMenu(menu) {
  const hadFocus = menu.contains(document.activeElement);
  menu.open = false;
  if (hadFocus) {
    menu.querySelector("summary").focus();
  }
}

exit?.addEventListener("click", leave);
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    menus.forEach((menu) => menu.open && closeMenu(menu));
    countEscapes(event);
  } else {
    pressed = [];
  }
});
document.addEventListener("click", (event) => {
  menus.forEach((menu) => menu.contains(event.target) || closeMenu(menu));
});
