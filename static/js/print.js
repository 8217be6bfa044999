// Buttons that print the page; without a script they would do nothing, so they are hidden until here.

for (const button of document.querySelectorAll("[data-print]")) {
  button.addEventListener("click", () => window.print());
  button.closest(".print-line").hidden = false;
}
