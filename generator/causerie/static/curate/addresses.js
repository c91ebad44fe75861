/* Addresses as people write them: without https://, with a title beside them, or only a name that is none. */

const COMPLETE = /^(?:https?:\/\/[^\s/]|mailto:.+@)/i;
const MAIL = /^[^\s/@:]+@[^\s/@:]+\.[^\s/@:]+$/;
const HOST = /^[^\s/@:.]+(?:\.[^\s/@:.]+)+(?::\d+)?(?:[/?#]|$)/;

/** The address that a word is, whole; '' where it is none. */
export function readAddress(word) {
  if (COMPLETE.test(word)) return word;
  if (MAIL.test(word)) return `mailto:${word}`;
  return HOST.test(word) ? `https://${word}` : "";
}

/** Address and title of what somebody pasted, in whatever order; the address is '' where there is none. */
export function readLink(text) {
  const words = text.split(/\s+/).filter(Boolean);
  const found = words.find((word) => COMPLETE.test(word)) ?? words.find(readAddress) ?? "";
  return { url: readAddress(found), title: words.filter((word) => word !== found).join(" ") };
}
