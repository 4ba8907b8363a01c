// Unpacks Chromium, the libraries that it needs and a font into TMPDIR, as the package does on Lambda.
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { inflate } from "@sparticuz/chromium";

const inside = dirname(createRequire(import.meta.url).resolve("@sparticuz/chromium"));
const archives = ["chromium.br", "al2023.tar.br", "fonts.tar.br"];
await Promise.all(archives.map((name) => inflate(join(inside, "..", "bin", name))));
