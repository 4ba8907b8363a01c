// What reaches over the right edge, what is cut at its own edge, and which texts lie on each other.
() => {
  const edge = document.documentElement.clientWidth;
  const said = (e) => `${e.tagName.toLowerCase()} "${(e.textContent || "").trim().slice(0, 40)}"`;
  const seen = [...document.body.querySelectorAll("*")].filter((e) => {
    const box = e.getBoundingClientRect();
    return e.checkVisibility() && box.width > 1 && box.height > 1;
  });
  const scrolls = (e) => e.closest(".wide") && getComputedStyle(e.closest(".wide")).overflowX === "auto";
  const wider = seen.filter((e) => {
    const box = e.getBoundingClientRect();
    return !scrolls(e) && (box.right > edge + 1 || box.left < -1);
  });
  const cut = seen.filter((e) => {
    const style = getComputedStyle(e);
    const hides = ["hidden", "clip"].includes(style.overflowX) && style.clipPath === "none";
    return hides && e.scrollWidth > e.clientWidth + 1;
  });
  if (document.documentElement.scrollWidth > edge) wider.push(document.documentElement);

  const texts = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const parent = node.parentElement;
    const clipped = getComputedStyle(parent.closest("thead") || parent).clipPath !== "none";
    if (!node.data.trim() || clipped || !parent.checkVisibility()) continue;
    if (parent.closest("title, desc, option, optgroup, select, textarea")) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    // The line is taller than its letters: what only the air around them shares is no overlap.
    for (const box of range.getClientRects()) {
      const air = box.height * 0.2;
      texts.push({ parent, left: box.left, right: box.right, top: box.top + air, bottom: box.bottom - air });
    }
  }
  texts.sort((one, other) => one.top - other.top);
  const overlaps = [];
  texts.forEach((one, at) => {
    for (let next = at + 1; next < texts.length && texts[next].top < one.bottom; next += 1) {
      const other = texts[next];
      if (one.left < other.right - 1 && other.left < one.right - 1)
        overlaps.push(`${said(one.parent)} on ${said(other.parent)}`);
    }
  });
  return { wider: wider.map(said), cut: cut.map(said), overlaps };
}
