//! The sections of a rule's explanation. A heading inside a `~~~` block belongs to the page that the block shows.

/// The headings of each explanation, in order. Rules that no page can show have no `Example`.
pub const HEADINGS: [&str; 4] = ["What it does", "Why it matters", "Example", "Use instead"];

/// A heading and the text below it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Section<'t> {
    /// Without `## `.
    pub heading: &'t str,
    /// Up to the next heading, trimmed.
    pub text: &'t str,
}

/// The sections of an explanation, in order.
pub fn sections(explanation: &str) -> Vec<Section<'_>> {
    let mut found: Vec<Section<'_>> = Vec::new();
    let (mut start, mut at, mut fenced) = (0, 0, false);
    for line in explanation.split_inclusive('\n') {
        let next = at + line.len();
        if line.starts_with("~~~") {
            fenced = !fenced;
        }
        if let Some(heading) = line.strip_prefix("## ").filter(|_| !fenced) {
            if let Some(last) = found.last_mut() {
                last.text = explanation[start..at].trim();
            }
            let heading = heading.trim_end();
            found.push(Section { heading, text: "" });
            start = next;
        }
        at = next;
    }
    if let Some(last) = found.last_mut() {
        last.text = explanation[start..].trim();
    }
    found
}

/// The text below one heading, if the explanation has it.
pub fn section<'t>(explanation: &'t str, heading: &str) -> Option<&'t str> {
    sections(explanation)
        .into_iter()
        .find(|section| section.heading == heading)
        .map(|section| section.text)
}
