//! Types, properties, members, URLs and links with names that are hostile.

use crate::mutate::random::Random;

use super::{Damage, Way};

pub(super) const WAYS: &[Way] = &[
    title,
    property,
    everywhere,
    in_all_pages,
    string,
    url,
    link,
    front_matter,
];

/// Names that are keywords, that the prelude has, that end strings and comments, that leave folders, that nobody sees.
#[rustfmt::skip]
const HOSTILE: &[&str] = &[
    "self", "Self", "super", "crate", "type", "fn", "async", "gen", "try", "r#type", "r#self", "_", "__", "Option",
    "Vec", "String", "Box", "Ok", "Err", "None", "Some", "Clone", "Debug", "Default", "Result", "Iterator", "u8",
    "str", "bool", "main", "std", "core", "alloc", "docwright_runtime", "rt", "models", "additional", "send", "new",
    "client", "Unknown", "1st", "9", "-1", "a-b", "a.b", "a::b", "a b", "\"];", "\"#", "*/", "/*", "//", "///",
    "#![feature(x)]", "#[x]", "include!(\"/etc/passwd\")", "{}", "{0:?}", "{{", "}}", "\\", "\\u{0}", "\\\"", "'",
    "../../x", "C:\\x", "/etc/passwd", "con", "\0", "\u{202e}abc", "\u{200b}", "a\u{200d}b", "\u{feff}x", "ﬁ", "ß",
    "ÅNGSTRÖM", "名前", "💩", "а", "<script>alert(1)</script>", "](http://x)", "$x", "$crate", "%s", "@odata.type",
    "@odata.nextLink", "#microsoft.graph.x", "a\"b", "a'b", "a`b", "ID", "Id", "id", "iD", "İ", "ǅ", "\u{301}",
    "dyn", "match", "macro_rules", "where", "static", "abstract", "become", "null", "true", "Send", "Drop", "Record",
    "union", "Value", "Field", "full", "default", "registry", "prelude", "lib", "mod", "test", "client", "properties",
];

/// One of the names. Some are long, and some are parts of other names.
pub(super) fn hostile(random: &mut Random) -> String {
    let name = random.pick(HOSTILE).copied().unwrap_or_default();
    match random.below(12) {
        0 => "x".repeat(10_000),
        1 => name.repeat(2),
        2 => format!("a{name}"),
        3 => format!("microsoft.graph.{name}"),
        4 => format!("Collection({name})"),
        _ => name.to_owned(),
    }
}

/// A name for a message: long ones are cut.
pub(super) fn shown(name: &str) -> String {
    let start: String = name.chars().take(40).collect();
    format!("{start:?}")
}

fn title(damage: &mut Damage<'_>) -> Option<String> {
    let mut lines = damage.lines();
    let at = damage.line_where(&lines, |line| line.starts_with("# "))?;
    let rest: Vec<&str> = lines[at].split_whitespace().skip(2).collect();
    let name = hostile(damage.random);
    lines[at] = format!("# {name} {}\n", rest.join(" "));
    damage.set_lines(&lines);
    Some(format!("the title is about {}", shown(&name)))
}

/// A row's first cell: a property, a member, a parameter.
fn property(damage: &mut Damage<'_>) -> Option<String> {
    let mut lines = damage.lines();
    let at = damage.line_where(&lines, |line| line.starts_with('|'))?;
    let row = lines[at].trim_start().trim_start_matches('|');
    let rest = row.split_once('|')?.1.to_owned();
    let name = hostile(damage.random);
    lines[at] = format!("| {name} |{rest}");
    damage.set_lines(&lines);
    Some(format!("line {} is about {}", at + 1, shown(&name)))
}

/// Words of the kind that types and properties are called by: `displayName`.
fn words(text: &str) -> Vec<&str> {
    let mut words: Vec<&str> = text
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| word.starts_with(|c: char| c.is_ascii_lowercase()))
        .filter(|word| word.bytes().any(|b| b.is_ascii_uppercase()))
        .collect();
    words.sort_unstable();
    words.dedup();
    words
}

fn everywhere(damage: &mut Damage<'_>) -> Option<String> {
    let text = damage.text();
    let word = *damage.random.pick(&words(&text))?;
    let name = hostile(damage.random);
    damage.set_text(text.replace(word, &name));
    Some(format!("{word} is called {}", shown(&name)))
}

/// The same in all pages: what others call it stays right, so the name reaches every place that a name can reach.
fn in_all_pages(damage: &mut Damage<'_>) -> Option<String> {
    let text = damage.text();
    let word = *damage.random.pick(&words(&text))?;
    let name = hostile(damage.random);
    for bytes in damage.pages.0.values_mut() {
        if let Some(replaced) = replaced(bytes, word.as_bytes(), name.as_bytes()) {
            *bytes = replaced;
        }
    }
    Some(format!("{word} is called {} in all pages", shown(&name)))
}

/// The bytes with another name for the word, wherever it stands alone; `None` where it never does.
fn replaced(bytes: &[u8], word: &[u8], name: &[u8]) -> Option<Vec<u8>> {
    let is_part = |at: Option<usize>| {
        at.and_then(|at| bytes.get(at))
            .is_some_and(u8::is_ascii_alphanumeric)
    };
    let is_alone = |at: &usize| !is_part(at.checked_sub(1)) && !is_part(at.checked_add(word.len()));
    let places: Vec<usize> = bytes
        .windows(word.len())
        .enumerate()
        .filter_map(|(at, window)| (window == word).then_some(at))
        .filter(is_alone)
        .collect();
    let mut out = Vec::with_capacity(bytes.len());
    let mut last = 0;
    for at in &places {
        out.extend_from_slice(&bytes[last..*at]);
        out.extend_from_slice(name);
        last = at + word.len();
    }
    out.extend_from_slice(&bytes[last..]);
    (!places.is_empty()).then_some(out)
}

/// A string of an example or an annotation.
fn string(damage: &mut Damage<'_>) -> Option<String> {
    let mut text = damage.text();
    let quotes: Vec<usize> = text.match_indices('"').map(|(at, _)| at).collect();
    let which = damage.random.below(quotes.len().checked_sub(1)?);
    let (start, end) = (quotes.get(which)? + 1, *quotes.get(which + 1)?);
    let name = hostile(damage.random);
    text.replace_range(start..end, &name);
    damage.set_text(text);
    Some(format!("the string at byte {start} is {}", shown(&name)))
}

/// A part of a request's URL.
fn url(damage: &mut Damage<'_>) -> Option<String> {
    let mut lines = damage.lines();
    let verbs = ["GET ", "POST ", "PATCH ", "PUT ", "DELETE "];
    let at = damage.line_where(&lines, |line| {
        verbs.iter().any(|verb| line.starts_with(verb))
    })?;
    let mut parts: Vec<&str> = lines[at].trim_end().split('/').collect();
    let which = damage.random.below(parts.len());
    let name = hostile(damage.random);
    let name = if damage.random.below(2) == 0 {
        format!("{{{name}}}")
    } else {
        name
    };
    *parts.get_mut(which)? = &name;
    lines[at] = format!("{}\n", parts.join("/"));
    damage.set_lines(&lines);
    Some(format!(
        "line {}: part {} of the URL is {}",
        at + 1,
        which + 1,
        shown(&name)
    ))
}

/// The target of a link.
fn link(damage: &mut Damage<'_>) -> Option<String> {
    let mut text = damage.text();
    let links: Vec<usize> = text.match_indices("](").map(|(at, _)| at + 2).collect();
    let start = *damage.random.pick(&links)?;
    let end = start + text[start..].find(')')?;
    let name = hostile(damage.random);
    text.replace_range(start..end, &name);
    damage.set_text(text);
    Some(format!("the link at byte {start} goes to {}", shown(&name)))
}

/// The value of a key at the page's head: the area that the type belongs to, and so a file and a feature.
fn front_matter(damage: &mut Damage<'_>) -> Option<String> {
    let mut lines = damage.lines();
    let keys = [
        "ms.prod:",
        "title:",
        "doc_type:",
        "description:",
        "ms.subservice:",
    ];
    let at = damage.line_where(&lines, |line| keys.iter().any(|key| line.starts_with(key)))?;
    let key = lines[at].split_once(':')?.0.to_owned();
    let name = hostile(damage.random);
    lines[at] = format!("{key}: \"{name}\"\n");
    damage.set_lines(&lines);
    Some(format!("{key} is {}", shown(&name)))
}
