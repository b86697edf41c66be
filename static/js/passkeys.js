// Asks the browser to make or to show a passkey, and sends what it answers with the form around the button.
// Without this file the page says how to go on with an authenticator app.
const form = document.querySelector("form[data-passkey]");
const making = form.dataset.passkey === "make";
const problem = form.querySelector("[data-passkey-problem]");

async function ask() {
  problem.hidden = true;
  const options = JSON.parse(form.dataset.options);
  try {
    const credential = making
      ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
      : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
    form.elements.credential.value = JSON.stringify(credential.toJSON());
    form.submit();
  } catch {
    // Somebody said no, took too long, or has none on this device: the browser does not tell which.
    problem.hidden = false;
  }
}

if (window.PublicKeyCredential?.parseCreationOptionsFromJSON) {
  form.querySelector("[data-passkey-offer]").hidden = false;
  for (const note of document.querySelectorAll("[data-passkey-without]")) note.hidden = true;
  form.querySelector("[data-passkey-offer] button").addEventListener("click", ask);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    ask();
  });
}
