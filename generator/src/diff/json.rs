//! The changes as one JSON document, for programs.

use serde::Serialize;

use super::change::{Change, Effect, EffectKind, Evidence, Site, name};
use super::{Diff, Impact};

/// Version of the format: it grows with every change that breaks readers.
const FORMAT: u32 = 1;

#[derive(Serialize)]
struct Document<'d> {
    format: u32,
    old: &'d str,
    new: &'d str,
    summary: String,
    verdict: VerdictEntry<'d>,
    changes: Vec<Entry<'d>>,
}

#[derive(Serialize)]
struct VerdictEntry<'d> {
    release: &'static str,
    rust: &'static str,
    service: &'static str,
    breaking: usize,
    minor: usize,
    none: usize,
    version: &'d str,
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<&'d str>,
}

#[derive(Serialize)]
struct Entry<'d> {
    code: &'static str,
    message: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    old: Option<End>,
    #[serde(skip_serializing_if = "Option::is_none")]
    new: Option<End>,
    #[serde(skip_serializing_if = "str::is_empty")]
    before: &'d str,
    #[serde(skip_serializing_if = "str::is_empty")]
    after: &'d str,
    direction: &'static str,
    service: &'static str,
    rust: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    effects: Vec<EffectEntry<'d>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    evidence: Vec<EvidenceEntry>,
    fingerprint: String,
}

/// An item in one of the states and its position. Without line and column if the state is an `api.json`.
#[derive(Serialize)]
struct End {
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<usize>,
}

#[derive(Serialize)]
struct EffectEntry<'d> {
    kind: &'static str,
    item: &'d str,
    impact: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    old: Option<&'d str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    new: Option<&'d str>,
}

#[derive(Serialize)]
struct EvidenceEntry {
    kind: &'static str,
    message: String,
}

/// The document, with a final line end.
pub fn document(diff: &Diff) -> String {
    let verdict = &diff.verdict;
    let document = Document {
        format: FORMAT,
        old: &diff.old,
        new: &diff.new,
        summary: diff.summary(),
        verdict: VerdictEntry {
            release: verdict.release.name(),
            rust: verdict.rust.name(),
            service: verdict.service.name(),
            breaking: diff.count(Impact::Breaking),
            minor: diff.count(Impact::Minor),
            none: diff.count(Impact::None),
            version: &verdict.version,
            next: verdict.next.as_deref(),
        },
        changes: diff.changes.iter().map(entry).collect(),
    };
    let mut text = serde_json::to_string_pretty(&document).expect("the document is plain data");
    text.push('\n');
    text
}

fn entry(change: &Change) -> Entry<'_> {
    let end = |thing: &Option<_>, site: &Option<Site>| {
        let name = name(thing.as_ref()?);
        let position = site.as_ref().and_then(|site| site.position);
        Some(End {
            name,
            file: site.as_ref().map(|site| site.file.clone()),
            line: position.map(|(line, _)| line),
            column: position.map(|(_, column)| column),
        })
    };
    Entry {
        code: change.rule.name(),
        message: change.sentence(),
        old: end(&change.old, &change.old_site),
        new: end(&change.new, &change.new_site),
        before: &change.before,
        after: &change.after,
        direction: change.direction.name(),
        service: change.service.name(),
        rust: change.rust.name(),
        effects: change.effects.iter().map(effect).collect(),
        evidence: change.evidence.iter().map(evidence).collect(),
        fingerprint: change.id.to_string(),
    }
}

fn effect(effect: &Effect) -> EffectEntry<'_> {
    let (kind, old, new) = match &effect.kind {
        EffectKind::Added => ("added", None, None),
        EffectKind::Removed => ("removed", None, None),
        EffectKind::Changed { old, new } => ("changed", Some(old), Some(new)),
        EffectKind::Represents { now } => ("means", None, Some(now)),
        EffectKind::Requires { old, new } => ("needs", Some(old), Some(new)),
        EffectKind::Deprecated => ("deprecated", None, None),
        EffectKind::Undeprecated => ("undeprecated", None, None),
    };
    EffectEntry {
        kind,
        item: &effect.item,
        impact: effect.impact.name(),
        old: old.map(String::as_str),
        new: new.map(String::as_str),
    }
}

fn evidence(evidence: &Evidence) -> EvidenceEntry {
    let kind = match evidence {
        Evidence::SamePage => "same-page",
        Evidence::SimilarName(_) => "similar-name",
        Evidence::SameShape(..) => "same-shape",
        Evidence::SameUsers(..) => "same-users",
        Evidence::SameType(_) => "same-type",
        Evidence::SamePosition(_) => "same-position",
        Evidence::SameText => "same-text",
        Evidence::SameNumber(_) => "same-number",
        Evidence::SameRequest(_) => "same-request",
    };
    EvidenceEntry {
        kind,
        message: evidence.to_string(),
    }
}
