use docwright::diag::Diagnostics;
use docwright::source::{PageId, Span};
use docwright::syntax::{self, BlockKind, json};
use std::collections::BTreeMap;
fn sp(n: usize) -> Span { Span { page: PageId(0), start: 0, end: n as u32 } }
fn walk(p: std::path::PathBuf, out: &mut Vec<std::path::PathBuf>) {
    let mut v: Vec<_> = std::fs::read_dir(p).unwrap().flatten().map(|e| e.path()).collect();
    v.sort();
    for p in v { if p.is_dir() { walk(p, out) } else { out.push(p) } }
}
fn main() {
    let mut files = vec![];
    walk(std::env::args().nth(1).unwrap().into(), &mut files);
    let verbose = std::env::args().nth(2).is_some();
    let mut repairs: BTreeMap<(&str, String), usize> = BTreeMap::new();
    let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for f in files {
        let text = String::from_utf8_lossy(&std::fs::read(&f).unwrap()).into_owned();
        let page = syntax::parse(PageId(0), &text, &mut Diagnostics::default());
        let mut note = String::new();
        for b in page.walk() {
            let (kind, body) = match &b.kind {
                BlockKind::Comment(c) => {
                    let t = c.text.trim();
                    if !t.starts_with('{') { continue; }
                    note = t.to_string();
                    ("comment", t)
                }
                BlockKind::Code(c) => {
                    let t = c.text.trim();
                    let lang = c.language.to_ascii_lowercase();
                    if t.starts_with(['{','[']) || (lang=="json" && !t.is_empty()) { (if note.contains("\"resource\"") {"resource"} else {"code"}, t) }
                    else {
                        // body after headers
                        let mut it = t.lines(); let Some(first) = it.next() else { continue };
                        if !(first.starts_with("HTTP") || ["GET","POST","PUT","PATCH","DELETE"].iter().any(|m| first.starts_with(m))) { continue }
                        let mut off = None;
                        let mut pos = 0;
                        for l in t.split_inclusive('\n') { let tl = l.trim_start(); if pos > 0 && (tl.starts_with('{')||tl.starts_with('[')) { off = Some(pos); break } if pos>0 && l.trim().is_empty() {} pos += l.len(); }
                        let Some(o) = off else { continue };
                        ("message", t[o..].trim())
                    }
                }
                _ => continue,
            };
            let (v, r) = json::read(body, sp(body.len()));
            let strict: Result<serde_json::Value, _> = serde_json::from_str(body);
            let class = match (&v, strict.is_ok(), r.is_empty()) {
                (None, _, _) => "hopeless",
                (Some(_), true, true) => "strict",
                (Some(_), true, false) => "STRICT-BUT-REPAIRED",
                (Some(_), false, true) => "NOT-STRICT-NO-REPAIR",
                (Some(_), false, false) => "mended",
            };
            if let (Some(v), Ok(s)) = (&v, &strict) && v.to_serde().as_ref() != Some(s) { println!("DIFFERS {}", f.display()); }
            *counts.entry((kind, class)).or_default() += 1;
            for x in &r { *repairs.entry((kind, format!("{x:?}"))).or_default() += 1; }
            if class == "hopeless" || class.contains('-') || (verbose && class=="mended" && !matches!(r.as_slice(), [json::Repair::ExtraComma] | [json::Repair::Comment])) {
                println!("=== {} {kind} {class} {r:?}\n{body}\n--> {}", f.display(), v.map_or(String::new(), |v| v.to_serde().map_or("elided".into(), |v| v.to_string())));
            }
        }
    }
    println!("{counts:#?}\n{repairs:#?}");
}
