//! Holds a file against the table of keys: unknown keys, missing ones, values of the wrong kind or form, each with its place and
//! with what may have been meant. Knows nothing of what values do.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::form;
use super::suggest::nearest;
use super::table::{Choice, Form, Holds, Key, Names, children, find};
use crate::diag::Code;

/// Something wrong, and the bytes that it is about.
pub(super) struct Problem {
    pub(super) span: Range<usize>,
    pub(super) message: String,
}

/// Everything wrong with a file, in the order of the file.
pub(super) fn check(file: &Spanned<DeTable<'_>>) -> Vec<Problem> {
    let mut problems = Vec::new();
    keys("", file.span(), file.get_ref(), &mut problems);
    problems.sort_by_key(|problem| problem.span.start);
    problems
}

/// The keys of the table at this path.
fn keys(path: &str, span: Range<usize>, table: &DeTable<'_>, problems: &mut Vec<Problem>) {
    for (name, value) in table {
        let place = joined(path, name.get_ref());
        match find(&place).filter(|key| key.parent() == path) {
            Some(key) => holds(key.path, key.holds, value, problems),
            None => problems.push(Problem {
                span: name.span(),
                message: unknown(path, name.get_ref()),
            }),
        }
    }
    let missing = children(path).filter(|key| key.required && !table.contains_key(key.name()));
    for key in missing {
        problems.push(Problem {
            span: span.clone(),
            message: format!("`{}` is missing: {}", key.name(), first_sentence(key)),
        });
    }
}

/// Whether the value is what the key at this path holds.
fn holds(path: &str, wanted: Holds, value: &Spanned<DeValue<'_>>, problems: &mut Vec<Problem>) {
    let mut wrong = |message| {
        let span = value.span();
        problems.push(Problem { span, message });
    };
    match (wanted, value.get_ref()) {
        (Holds::Table, DeValue::Table(table)) => keys(path, value.span(), table, problems),
        (Holds::Tables, DeValue::Array(list)) => {
            for item in list {
                match item.get_ref() {
                    DeValue::Table(table) => keys(path, item.span(), table, problems),
                    other => problems.push(Problem {
                        span: item.span(),
                        message: kind_conflict(path, "a list of tables", other),
                    }),
                }
            }
        }
        (Holds::Text(form), DeValue::String(text)) => {
            if let Err(message) = form::check(form, text) {
                wrong(message);
            }
        }
        (Holds::Texts(form), DeValue::Array(list)) => {
            for item in list {
                holds(path, Holds::Text(form), item, problems);
            }
        }
        (Holds::OneOf(choices), DeValue::String(text)) => {
            if !choices.iter().any(|choice| choice.name == text) {
                wrong(no_choice(choices, text));
            }
        }
        (Holds::Map(names, inner), DeValue::Table(table)) => {
            for (name, value) in table {
                if let Err(message) = map_key(names, name.get_ref()) {
                    let span = name.span();
                    problems.push(Problem { span, message });
                }
                holds(&joined(path, name.get_ref()), *inner, value, problems);
            }
        }
        (Holds::Flag | Holds::Scalar, DeValue::Boolean(_))
        | (Holds::Scalar, DeValue::String(_) | DeValue::Integer(_))
        | (Holds::Toml, DeValue::Table(_)) => {}
        (_, other) => wrong(kind_conflict(path, wanted.described(), other)),
    }
}

fn joined(path: &str, name: &str) -> String {
    if path.is_empty() {
        name.to_owned()
    } else {
        format!("{path}.{name}")
    }
}

fn kind_conflict(path: &str, wanted: &str, found: &DeValue<'_>) -> String {
    format!("`{path}` holds {wanted}, not {}", kind(found))
}

fn kind(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "`true` or `false`",
        DeValue::Datetime(_) => "a date or time",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}

/// What is wrong with a key that the table at this path does not have.
fn unknown(path: &str, name: &str) -> String {
    let here = || children(path).map(Key::name);
    let home = super::table::KEYS
        .iter()
        .find(|key| key.name() == name && !key.parent().is_empty());
    let advice = if let Some(near) = nearest(name, here()) {
        format!("did you mean `{near}`?")
    } else if let Some(home) = home {
        format!("it belongs into `{}`", home.parent())
    } else {
        let all: Vec<String> = here().map(|name| format!("`{name}`")).collect();
        format!("there are {}", all.join(", "))
    };
    format!("unknown key `{name}`; {advice}")
}

fn no_choice(choices: &[Choice], text: &str) -> String {
    let names = || choices.iter().map(|choice| choice.name);
    let all: Vec<String> = names().map(|name| format!("`{name}`")).collect();
    let advice = nearest(text, names())
        .map(|near| format!("; did you mean `{near}`?"))
        .unwrap_or_default();
    format!("`{text}` is none of {}{advice}", all.join(", "))
}

/// Whether the user may make up such a key in the map.
fn map_key(names: Names, key: &str) -> Result<(), String> {
    match names {
        Names::Rules => rule(key),
        Names::TypePatterns | Names::MemberPatterns => form::check(Form::Pattern, key),
        Names::PathStarts | Names::Areas | Names::Types | Names::Members | Names::Operations => {
            Ok(())
        }
    }
}

/// Whether there is such a rule of `docwright lint`.
fn rule(name: &str) -> Result<(), String> {
    if name == ALL_RULES || Code::named(name).is_some() {
        return Ok(());
    }
    let rules = Code::ALL.iter().map(|code| code.name());
    let advice = match nearest(name, rules.chain([ALL_RULES])) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "`docwright lint --list` shows the rules".to_owned(),
    };
    Err(format!("there is no rule `{name}`; {advice}"))
}

/// Stands for every rule.
const ALL_RULES: &str = "all";

fn first_sentence(key: &Key) -> String {
    let sentence = key.meaning.split(". ").next().unwrap_or(key.meaning);
    let sentence = sentence.trim_end_matches('.');
    let mut chars = sentence.chars();
    chars.next().map_or_else(String::new, |first| {
        format!("{}{}", first.to_lowercase(), chars.as_str())
    })
}
