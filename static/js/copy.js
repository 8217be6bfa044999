// Copies what its button names, and says so.

const button = document.querySelector("[data-copy]");
const status = document.querySelector("[data-kept-status]");

async function copy() {
  try {
    await navigator.clipboard.writeText(button.dataset.copy);
    status.textContent = button.dataset.copied;
  } catch {
    status.textContent = button.dataset.notCopied;
  }
}

if (button && status) {
  button.hidden = false;
  button.addEventListener("click", copy);
}
