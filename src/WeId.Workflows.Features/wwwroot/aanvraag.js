// Uploads go by requests of their own, and focus goes to the field that a message speaks of.

const token = () => document.querySelector('input[name="__RequestVerificationToken"]')?.value ?? '';

function send(method, url, body, owner) {
  const request = new XMLHttpRequest(); // fetch cannot tell how much of an upload has gone
  const to = new URL(url, document.baseURI);
  request.open(method, to);
  request.setRequestHeader('RequestVerificationToken', token());
  if (to.hash) {
    request.setRequestHeader('X-Upload-Sleutel', to.hash.slice(1)); // never in the path: paths are logged
  }
  request.setRequestHeader('Accept', 'application/json');
  let shown = -1;
  request.upload.addEventListener('progress', e => {
    const percent = e.lengthComputable ? Math.floor(e.loaded / e.total * 10) * 10 : 0;
    if (percent !== shown) {
      shown = percent;
      owner.invokeMethodAsync('ShowProgress', percent);
    }
  });
  const end = () => {
    let text = null;
    try {
      text = JSON.parse(request.responseText).tekst ?? null;
    } catch {
      // not an answer of ours: a proxy, or the sign-in page after the session ended
    }
    const json = (request.getResponseHeader('Content-Type') ?? '').includes('json');
    const ok = request.status >= 200 && request.status < 300;
    const html = ok && !json && request.responseText.length > 0;
    owner.invokeMethodAsync('EndAsync', html ? 401 : request.status, text);
  };
  request.addEventListener('load', end);
  request.addEventListener('error', () => owner.invokeMethodAsync('EndAsync', 0, null));
  request.addEventListener('abort', () => owner.invokeMethodAsync('EndAsync', 0, null));
  request.send(body);
}

export function watchUpload(input, url, maxBytes, owner) {
  const take = () => {
    const file = input.files[0];
    if (!file) {
      return;
    }
    if (file.size > maxBytes) {
      input.value = '';
      owner.invokeMethodAsync('EndAsync', 413, null);
      return;
    }
    const form = new FormData();
    form.append('bestand', file, file.name);
    input.value = ''; // the same file can be chosen again after a refusal
    owner.invokeMethodAsync('ShowProgress', 0);
    send('POST', url, form, owner);
  };
  input.addEventListener('change', take);
  take(); // who was quick has chosen a file before this ran
}

export function removeUpload(url, owner) {
  send('DELETE', url, null, owner);
}

export function focus(id) {
  const element = document.getElementById(id);
  element?.focus();
  element?.scrollIntoView({ block: 'center' });
}

export function download(url) {
  const link = document.createElement('a');
  link.href = url;
  link.download = '';
  link.click();
}
