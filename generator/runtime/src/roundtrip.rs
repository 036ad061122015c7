//! Checks that JSON survives a round trip: reads it as a type given by name, writes it again, compares, and lists what is not documented.

use std::io::{self, BufRead, Write};

use serde_json::{Value, json};

use crate::json;
use crate::pointer::{push_index, push_key};
use crate::record::Record;
use crate::registry::{Entry, Registry};
use crate::walk::{Leaf, is_annotation, record_at};

/// The result for one JSON value. The lists hold JSON pointers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outcome {
    /// Whether writing gave an equal value.
    pub lossless: bool,
    /// Values of another type than documented.
    pub unexpected: Vec<String>,
    /// Unknown properties.
    pub additional: Vec<String>,
    /// Annotations (`@odata.etag`, `owner@odata.context`) and tags.
    pub annotations: Vec<String>,
    /// Why the value could not be read.
    pub error: Option<String>,
}

impl Outcome {
    /// As one JSON object.
    pub fn to_json(&self) -> Value {
        let mut value = json!({
            "lossless": self.lossless,
            "unexpected": self.unexpected,
            "additional": self.additional,
            "annotations": self.annotations,
        });
        if let Some(error) = &self.error {
            value["error"] = error.as_str().into();
        }
        value
    }
}

/// Reads JSON lines `{"type": …, "is_collection": …, "json": …}` from standard input and prints one outcome for each.
pub fn run(registry: &Registry) -> io::Result<()> {
    lines(
        registry,
        io::stdin().lock(),
        &mut io::BufWriter::new(io::stdout().lock()),
    )
}

/// The same for any input and output. Blank lines are skipped; a line that is no such object has an outcome with an `error`.
pub fn lines(registry: &Registry, input: impl BufRead, output: &mut impl Write) -> io::Result<()> {
    for line in input.lines() {
        let line = line?;
        if !line.trim().is_empty() {
            writeln!(output, "{}", check_line(registry, &line).to_json())?;
        }
    }
    output.flush()
}

fn check_line(registry: &Registry, line: &str) -> Outcome {
    match json::from_str::<Value>(line) {
        Ok(line) => {
            let name = line["type"].as_str().unwrap_or_default();
            check(registry, name, line["is_collection"] == true, &line["json"])
        }
        Err(error) => Outcome {
            error: Some(error.to_string()),
            ..Outcome::default()
        },
    }
}

/// Reads a value as a type, or as several values of it, writes it and compares.
///
/// Several values stand in an array, or in the `value` of an envelope whose other members are annotations; a single value may
/// stand in such an envelope too.
pub fn check(registry: &Registry, name: &str, is_collection: bool, value: &Value) -> Outcome {
    let mut outcome = Outcome {
        lossless: true,
        ..Outcome::default()
    };
    let entry = registry.get(name);
    if entry.is_none() && !name.starts_with("Edm.") {
        // As any JSON it stays what it is, and none of it is known.
        outcome.additional.push(String::new());
        outcome.error = Some(format!("no type is called {name:?}"));
        return outcome;
    }
    let mut check = Check {
        entry,
        outcome: &mut outcome,
    };
    check.outermost(is_collection, value);
    outcome
}

struct Check<'a> {
    /// `None` for a primitive type, whose values are their own text.
    entry: Option<&'a Entry>,
    outcome: &'a mut Outcome,
}

impl Check<'_> {
    fn outermost(&mut self, is_collection: bool, value: &Value) {
        let mut path = String::new();
        let Some(inner) = value
            .get("value")
            .filter(|_| is_collection || self.is_envelope(value))
        else {
            return self.any(value, &mut path);
        };
        for name in value
            .as_object()
            .into_iter()
            .flatten()
            .map(|(name, _)| name)
            .filter(|name| *name != "value")
        {
            let list = if is_annotation(name) {
                &mut self.outcome.annotations
            } else {
                &mut self.outcome.additional
            };
            push_key(&mut path, name);
            list.push(std::mem::take(&mut path));
        }
        push_key(&mut path, "value");
        self.any(inner, &mut path);
    }

    /// A `value` that the type does not know, among annotations.
    fn is_envelope(&self, value: &Value) -> bool {
        let others = value
            .as_object()
            .into_iter()
            .flatten()
            .filter(|(name, _)| *name != "value");
        let knows = |record: Box<dyn Record>| record.shape().names.find("value").is_some();
        let is_container = value["value"].is_object() || value["value"].is_array();
        is_container
            && others.map(|(name, _)| name).all(|name| is_annotation(name))
            && !self
                .entry
                .is_some_and(|entry| entry.read("{}").is_ok_and(knows))
    }

    fn any(&mut self, value: &Value, path: &mut String) {
        match value {
            Value::Array(list) => {
                let length = path.len();
                for (index, value) in list.iter().enumerate() {
                    push_index(path, index);
                    self.any(value, path);
                    path.truncate(length);
                }
            }
            value => match self.entry {
                Some(entry) if value.is_object() => self.one(entry, value, path),
                None if !value.is_object() => {}
                Some(_) | None => self.outcome.unexpected.push(path.clone()),
            },
        }
    }

    fn one(&mut self, entry: &Entry, value: &Value, path: &mut String) {
        let record = match entry.read(&value.to_string()) {
            Ok(record) => record,
            Err(error) => {
                self.outcome.lossless = false;
                self.outcome.error = Some(error.to_string());
                return;
            }
        };
        let again = json::from_str::<Value>(&json::record_to_string(&*record));
        self.outcome.lossless &= again.is_ok_and(|again| again == *value);
        let outcome = &mut *self.outcome;
        record_at(&*record, path, &mut |pointer, leaf| match leaf {
            Leaf::Null | Leaf::Value(_) => {}
            Leaf::Unexpected(_) => outcome.unexpected.push(pointer.to_owned()),
            Leaf::Additional(_) => outcome.additional.push(pointer.to_owned()),
            Leaf::Annotation(_) | Leaf::Tag(_) => outcome.annotations.push(pointer.to_owned()),
        });
    }
}
