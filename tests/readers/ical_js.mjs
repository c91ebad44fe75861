// Reads a list of calendars (JSON, standard input) with ical.js, Thunderbird's parser, and prints them as jCal (RFC 7265).
import { pathToFileURL } from "node:url";

const { default: ICAL } = await import(pathToFileURL(process.argv[2]).href);
let input = "";
for await (const chunk of process.stdin.setEncoding("utf8")) input += chunk;
const calendars = JSON.parse(input).map((text) => {
  const jcal = ICAL.parse(text);
  for (const component of new ICAL.Component(jcal).getAllSubcomponents("vevent")) {
    const event = new ICAL.Event(component); // reads the dates, or throws
    if (event.endDate.compare(event.startDate) <= 0) throw new Error(`${event.uid} ends before it begins`);
  }
  return jcal;
});
process.stdout.write(JSON.stringify(calendars));
