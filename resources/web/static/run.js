// A run as it happens: colours the picture, writes the log, fetches the results at the end.
"use strict";

const results = document.getElementById("results");
const run = results.dataset.run;
const log = document.getElementById("log");
const badge = document.getElementById("status");
const question = document.getElementById("question");
const nodes = new Map([...document.querySelectorAll(".node")].map((node) => [node.dataset.node, node]));
const STATES = {
  NodeQueued: "queued", NodeStarted: "running", NodeFinished: "done", NodeCached: "cached",
  NodeFailed: "failed", NodeSkipped: "skipped", NodeCancelled: "cancelled",
};
const MOST_LINES = 2000;

function show(status) {
  badge.textContent = status;
  badge.className = `status ${status}`;
  for (const form of document.querySelectorAll("[data-while]")) {
    form.hidden = !form.dataset.while.split(" ").includes(status);
  }
}

function say(text, kind = "") {
  const line = document.createElement("li");
  line.textContent = text;
  line.className = kind;
  const follows = log.scrollTop + log.clientHeight >= log.scrollHeight - 8;
  log.append(line);
  while (log.childElementCount > MOST_LINES) log.firstElementChild.remove();
  if (follows) log.scrollTop = log.scrollHeight;
}

function mark(event) {
  const node = nodes.get(event.node);
  const state = STATES[event.type];
  if (node && state) {
    node.setAttribute("class", `node ${state}`);
    node.querySelector("title").textContent = `${event.node}: ${state}`;
  }
  const footer = node && node.querySelector(".footer");
  if (footer && (event.type === "NodeProgress" || event.type === "NodePhase")) {
    footer.textContent = (event.message || event.phase || "").slice(0, 32);
  }
  if (footer && (event.type === "NodeFinished" || event.type === "NodeCached")) {
    const first = Object.values(event.outputs)[0];
    footer.textContent = (first ? first.text : "").split("\n")[0].slice(0, 32);
  }
}

function ask(event) {
  question.hidden = false;
  question.querySelector("p").textContent = `${event.node} asks: ${event.question}`;
  question.querySelector("[name=node]").value = event.node;
}

function tell(event) {
  switch (event.type) {
    case "NodeLog": say(`${event.node}: ${event.message}`); break;
    case "NodeNotice": say(`${event.node}: ${event.message}`, "notice"); break;
    case "NodeFailed": say(`${event.node} failed: ${event.reason} ${event.remedy}`, "failed"); break;
    case "NodeSkipped": say(`${event.node} did not run: ${event.reason}`); break;
    case "NodeFinished": say(`${event.node} done after ${event.elapsed_s.toFixed(2)} s`); break;
    case "RunFinished": say(`${event.status} after ${event.elapsed_s.toFixed(2)} s`, event.status); break;
  }
}

async function finish(status) {
  show(status);
  question.hidden = true;
  const answer = await fetch(`/web/runs/${run}/results`);
  if (answer.ok) results.innerHTML = await answer.text();
}

show(results.dataset.status);
const source = new EventSource(`/web/runs/${run}/events`);
source.onmessage = (message) => {
  const event = JSON.parse(message.data);
  if (event.type === "RunStarted") show("running");
  if (event.node) mark(event);
  if (event.type === "NodePhase" && event.question) ask(event);
  if (STATES[event.type] && event.type !== "NodeStarted" && event.node === question.querySelector("[name=node]").value) {
    question.hidden = true;
  }
  tell(event);
  if (event.type === "RunFinished") {
    source.close();
    finish(event.status);
  }
};
