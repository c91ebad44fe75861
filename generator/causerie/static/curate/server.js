/* The server's few addresses, all below the page's own, which ends in the token. */

const here = new URL(".", document.baseURI);

async function read(response) {
  try {
    return await response.json();
  } catch {
    return { error: `${response.status} ${response.statusText}` };
  }
}

export const server = {
  at: (address) => new URL(address, here).href,

  /** JSON of an address; null where there is nothing new. */
  async get(address, signal) {
    const response = await fetch(this.at(address), { signal, cache: "no-store" });
    if (response.status === 204) return null;
    if (!response.ok) throw new Error((await read(response)).error);
    return response.json();
  },

  /** Status and JSON of what the server answers; throws only when it does not answer. */
  async post(address, body = {}) {
    const response = await fetch(this.at(address), {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
    return { status: response.status, body: await read(response) };
  },

  /** Text as it comes; throws what the server says against it. */
  async stream(address, onText) {
    const response = await fetch(this.at(address), {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: "{}",
    });
    if (!response.ok) throw new Error((await read(response)).error);
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read()) onText(part.value);
  },
};
