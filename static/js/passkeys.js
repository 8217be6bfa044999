// Has the browser make or use a passkey, and sends what it answers with the form.

for (const form of document.querySelectorAll("form[data-passkey]")) prepare(form);

function prepare(form) {
  const button = form.querySelector("button[data-failed]");
  if (!window.PublicKeyCredential?.parseRequestOptionsFromJSON) return;
  button.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    use(form, button);
  });
}

async function use(form, button) {
  const said = form.querySelector("[role=status]");
  said.textContent = "";
  button.disabled = true;
  try {
    form.elements.credential.value = JSON.stringify((await asked(form)).toJSON());
    form.submit();
  } catch (error) {
    console.info(error);
    said.textContent = button.dataset.failed;
    button.disabled = false;
  }
}

/** Asks for a new passkey (`create`) or one that is there (`get`), with the options that the page came with. */
function asked(form) {
  const options = JSON.parse(form.dataset.passkey);
  return form.dataset.passkeyDoes === "create"
    ? navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
    : navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
}
