// Every call of @huggingface/hub that the README promises, against the demo Hub at $HF_ENDPOINT.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { join } from "node:path";

const modules = process.env.HUBTUI_NODE_MODULES;
const place = createRequire(join(modules, "any.js")).resolve("@huggingface/hub");
const hub = await import(pathToFileURL(place));
const hubUrl = process.env.HF_ENDPOINT;
const accessToken = process.env.DEMO_TOKEN;
const own = { hubUrl, accessToken };
const all = async (rows) => { const found = []; for await (const row of rows) found.push(row); return found; };
const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");
const bytesOf = async (blob) => new Uint8Array(await blob.arrayBuffer());

const calls = {
  async whoAmI() {
    assert.equal((await hub.whoAmI(own)).name, "ada");
  },
  async listModels() {
    const rows = await all(hub.listModels({ hubUrl, search: { owner: "Qwen", task: "text-generation" }, limit: 5 }));
    assert.ok(rows.length && rows.every((row) => row.name.startsWith("Qwen/")));
  },
  async listDatasetsAndSpaces() {
    assert.equal((await all(hub.listDatasets({ hubUrl, limit: 3 }))).length, 3);
    assert.ok((await all(hub.listSpaces({ hubUrl, search: { query: "qwen" } }))).length);
  },
  async modelInfo() {
    assert.equal((await hub.modelInfo({ hubUrl, name: "Qwen/Qwen3-8B" })).task, "text-generation");
    assert.equal((await hub.datasetInfo({ hubUrl, name: "openai/gsm8k" })).name, "openai/gsm8k");
    assert.equal((await hub.spaceInfo({ hubUrl, name: "Qwen/Qwen3-Demo" })).name, "Qwen/Qwen3-Demo");
  },
  async checkRepoAccess() {
    await hub.checkRepoAccess({ hubUrl, repo: "Qwen/Qwen3-8B" });
    await assert.rejects(hub.checkRepoAccess({ ...own, repo: "ada/never-there" }), { statusCode: 404 });
  },
  async downloadFile() {
    const [entry] = await hub.pathsInfo({ hubUrl, repo: "Qwen/Qwen3-8B", paths: ["tokenizer.json"] });
    const blob = await hub.downloadFile({ hubUrl, repo: "Qwen/Qwen3-8B", path: "tokenizer.json" });
    assert.equal(blob.size, entry.size);
    const whole = await bytesOf(blob);
    assert.equal(sha256(whole), entry.lfs.oid);
    assert.deepEqual(await bytesOf(blob.slice(1000, 2000)), whole.slice(1000, 2000));
    assert.ok((await (await hub.downloadFile({ hubUrl, repo: "Qwen/Qwen3-8B", path: "tokenizer.json", raw: true })).text())
      .startsWith("version https://git-lfs"));
    assert.equal(await hub.downloadFile({ hubUrl, repo: "Qwen/Qwen3-8B", path: "never" }), null);
  },
  async parseSafetensorsMetadata() {
    const found = await hub.parseSafetensorsMetadata({ hubUrl, repo: "Qwen/Qwen3-8B", computeParametersCount: true });
    const told = await (await fetch(`${hubUrl}/api/models/Qwen/Qwen3-8B?expand=safetensors`)).json();
    assert.equal(found.parameterCount.BF16, told.safetensors.total);
  },
  async uploadCommitAndDelete() {
    const repo = { type: "model", name: "ada/from-javascript" };
    await hub.createRepo({ ...own, repo });
    const large = new Uint8Array(17 * 1024 * 1024).fill(7);
    const small = new Uint8Array(3000).fill(9);
    await hub.uploadFiles({ ...own, repo, files: [
      { path: "README.md", content: new Blob(["# Hello"]) },
      { path: "small.bin", content: new Blob([small]) },
      { path: "large.bin", content: new Blob([large]) },
    ] });
    const files = await all(hub.listFiles({ ...own, repo, recursive: true }));
    const known = Object.fromEntries(files.map((file) => [file.path, file]));
    assert.equal(known["large.bin"].lfs.oid, sha256(large));
    assert.equal(sha256(await bytesOf(await hub.downloadFile({ ...own, repo, path: "large.bin" }))), sha256(large));
    assert.equal(sha256(await bytesOf(await hub.downloadFile({ ...own, repo, path: "small.bin" }))), sha256(small));
    const made = await hub.commit({ ...own, repo, title: "Two at once", operations: [
      { operation: "addOrUpdate", path: "src/x.py", content: new Blob(["x = 1\n"]) },
      { operation: "delete", path: "small.bin" },
    ] });
    const commits = await all(hub.listCommits({ ...own, repo }));
    assert.equal(commits[0].oid, made.commit.oid);
    assert.equal(await hub.countCommits({ ...own, repo }), commits.length);
    assert.equal(await hub.fileExists({ ...own, repo, path: "small.bin" }), false);
    await hub.deleteFile({ ...own, repo, path: "src/x.py" });
    assert.equal(await hub.fileExists({ ...own, repo, path: "src/x.py" }), false);
    const pull = await hub.commit({ ...own, repo, title: "As a proposal", isPullRequest: true, operations: [
      { operation: "addOrUpdate", path: "proposed.txt", content: new Blob(["?"]) },
    ] });
    assert.match(pull.pullRequestUrl, /discussions\/1$/);
    assert.equal(await hub.fileExists({ ...own, repo, path: "proposed.txt" }), false);
    assert.equal(await hub.fileExists({ ...own, repo, path: "proposed.txt", revision: "refs/pr/1" }), true);
    await hub.createBranch({ ...own, repo, branch: "next" });
    await hub.uploadFile({ ...own, repo, branch: "next", file: { path: "only-here", content: new Blob(["1"]) } });
    assert.equal(await hub.fileExists({ ...own, repo, path: "only-here" }), false);
    await hub.deleteBranch({ ...own, repo, branch: "next" });
    await hub.deleteRepo({ ...own, repo });
    assert.equal(await hub.repoExists({ ...own, repo }), false);
  },
  async collections() {
    const { slug } = await hub.createCollection({ ...own, collection: { title: "Of JavaScript", namespace: "ada" } });
    assert.ok((await all(hub.listCollections({ ...own, search: { owner: ["ada"] } }))).some((one) => one.slug === slug));
    await hub.deleteCollection({ ...own, slug });
  },
};

let failed = 0;
for (const [name, call] of Object.entries(calls)) {
  try {
    await call();
    console.log(`ok ${name}`);
  } catch (error) {
    failed += 1;
    console.log(`FAIL ${name}: ${error.stack}`);
  }
}
process.exit(failed ? 1 : 0);
