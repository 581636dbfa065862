// The node contract in Node.js, no framework: one useful tool in about a hundred lines.
// See docs/node-contract.md.
import { createServer } from "node:http";
import { chmodSync, renameSync, rmSync } from "node:fs";

const VERSION = process.env.ICEOS_VERSION ?? "1.0.0";
const KEPT = 256;

const TOOLS = {
  "text.keywords": {
    summary: "Keywords",
    description: "Count the words of a text and give the most frequent ones, without the very common ones.",
    "x-iceos-icon": "type",
    "x-iceos-deterministic": true,
    inputs: {
      type: "object",
      required: ["text"],
      properties: {
        text: { type: "string", description: "The text to look at." },
        most: { type: "integer", minimum: 1, maximum: 1000, default: 10, description: "How many to give." },
        language: { type: "string", default: "en", description: "Whose rules words follow, such as de or zh." },
      },
    },
    outputs: {
      type: "object",
      properties: {
        words: { type: "array", items: { type: "string" }, description: "The most frequent first." },
        counts: { type: "object", additionalProperties: { type: "integer" } },
      },
    },
    async run({ text, most = 10, language = "en" }, say, stopped) {
      if (typeof text !== "string") throw new InputProblem("text", "a text is needed");
      let segments;
      try {
        segments = new Intl.Segmenter(language, { granularity: "word" }).segment(text);
      } catch {
        throw new InputProblem("language", `${language} is no language tag`);
      }
      const counts = new Map();
      let seen = 0;
      for (const { segment, isWordLike, index } of segments) {
        if (++seen % 5000 === 0) {
          say("progress", { fraction: index / text.length, message: `${seen} words` });
          await new Promise(setImmediate); // let others in: health, and the end of this call
          if (stopped()) throw new Error("stopped");
        }
        const word = segment.toLocaleLowerCase(language);
        if (isWordLike && word.length > 2 && !COMMON.has(word)) counts.set(word, (counts.get(word) ?? 0) + 1);
      }
      const best = [...counts].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0])).slice(0, most);
      return { words: best.map(([word]) => word), counts: Object.fromEntries(best) };
    },
  },
};
const COMMON = new Set("the and for are was were that this with from not but you all can her his she they".split(" "));

class InputProblem extends Error {
  constructor(port, message) {
    super(message);
    this.port = port;
  }
}

// calls by their key: computed once, listened to as often as somebody asks
const calls = new Map();

function begin(key, tool, inputs) {
  if (key && calls.has(key)) return calls.get(key);
  const call = { events: [], ended: null, stopped: false, listeners: new Set() };
  calls.set(key || Symbol(), call);
  for (const [old, { ended }] of calls) if (calls.size > KEPT && ended) calls.delete(old);
  const say = (event, data) => {
    if (call.ended) return;
    call.events.push({ id: call.events.length + 1, event, data });
    if (event === "done" || event === "failed") call.ended = { event, ...data };
    for (const listener of call.listeners) listener();
  };
  Promise.resolve()
    .then(() => tool.run(inputs, say, () => call.stopped))
    .then((outputs) => say("done", { outputs }))
    .catch((error) => say("failed", { reason: error.message, remedy: "", port: error.port ?? "" }));
  return call;
}

function finished(call) {
  return new Promise((resolve) => {
    const look = () => call.ended && (call.listeners.delete(look), resolve(call.ended));
    call.listeners.add(look);
    look();
  });
}

function stream(response, call, after) {
  response.writeHead(200, { "Content-Type": "text/event-stream", "Cache-Control": "no-store" });
  const send = () => {
    for (const { id, event, data } of call.events.slice(after)) {
      response.write(`id: ${id}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
      after = id;
    }
    if (call.ended) {
      call.listeners.delete(send);
      response.end();
    }
  };
  call.listeners.add(send);
  response.on("close", () => call.listeners.delete(send)); // a dropped connection alone cancels nothing
  send();
}

function answer(response, status, body) {
  const content = body === undefined ? "" : JSON.stringify(body);
  response.writeHead(status, { "Content-Type": "application/json", "Content-Length": Buffer.byteLength(content) });
  response.end(content);
}

function description() {
  const paths = {};
  for (const [name, { inputs, outputs, run, ...told }] of Object.entries(TOOLS))
    paths[`/tools/${name}`] = {
      post: {
        operationId: name,
        ...told,
        "x-iceos-version": VERSION,
        requestBody: { required: true, content: { "application/json": { schema: inputs } } },
        responses: { 200: { description: "The outputs.", content: { "application/json": { schema: outputs } } } },
      },
    };
  return { openapi: "3.1.0", "x-iceos-contract": 1, info: { title: "Text in Node.js", version: VERSION }, paths };
}

async function serve(request, response) {
  const path = new URL(request.url, "http://node").pathname;
  if (request.method === "GET" && path === "/healthz") return answer(response, 200, { status: "ready" });
  if (request.method === "GET" && path === "/openapi.json") return answer(response, 200, description());
  if (request.method === "DELETE" && path.startsWith("/runs/")) {
    const call = calls.get(decodeURIComponent(path.slice("/runs/".length)));
    if (call) call.stopped = true;
    return call ? answer(response, 204) : answer(response, 404, { reason: "there is no such call" });
  }
  const tool = request.method === "POST" && path.startsWith("/tools/") && TOOLS[path.slice("/tools/".length)];
  if (!tool) return answer(response, 404, { reason: `there is no ${path} here` });
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  let inputs;
  try {
    inputs = JSON.parse(Buffer.concat(chunks).toString() || "{}");
  } catch (error) {
    return answer(response, 400, { reason: `the body is no JSON: ${error.message}` });
  }
  const call = begin(request.headers["idempotency-key"], tool, inputs);
  if ((request.headers.accept ?? "").includes("text/event-stream"))
    return stream(response, call, Number(request.headers["last-event-id"] ?? 0) || 0);
  const { event, outputs, ...problem } = await finished(call);
  return event === "done" ? answer(response, 200, outputs) : answer(response, problem.port ? 422 : 500, problem);
}

process.on("SIGTERM", () => process.exit(0));
if (process.env.ICEOS_LEASE === "stdin") {
  process.stdin.resume(); // when it ends, whoever started us is gone
  process.stdin.on("end", () => process.exit(0));
}
const server = createServer((request, response) =>
  serve(request, response).catch((error) => answer(response, 500, { reason: error.message })),
);
const uds = process.env.ICEOS_UDS;
if (uds) {
  rmSync(`${uds}.new`, { force: true });
  server.listen(`${uds}.new`, () => {
    chmodSync(`${uds}.new`, 0o666);
    renameSync(`${uds}.new`, uds); // there only once it answers
  });
} else server.listen(Number(process.env.PORT ?? 8080));
