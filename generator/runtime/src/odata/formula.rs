//! The text of an expression while it grows: the names of its lambda variables are open until the lambda around them is closed.

use std::sync::atomic::{AtomicU64, Ordering};

/// The text of an expression, with places where the name of a lambda variable is still missing.
///
/// Names must differ between a lambda and the ones inside it, and an expression may be built before it is put into another one; so
/// a variable gets its name last, from the depth of what it ranges over.
#[derive(Clone, Debug, Default)]
pub struct Formula {
    text: String,
    /// Offsets in `text`, ascending.
    open: Vec<(usize, Variable)>,
    /// How many lambdas are nested in it.
    depth: usize,
}

/// A lambda variable without a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Variable(u64);

impl Variable {
    pub(super) fn new() -> Self {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        Self(NEXT.fetch_add(1, Ordering::Relaxed))
    }
}

impl Formula {
    pub(super) fn variable(variable: Variable) -> Self {
        Self {
            text: String::new(),
            open: vec![(0, variable)],
            depth: 0,
        }
    }

    /// The text so far.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Appends text that is part of the grammar.
    pub fn push(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Appends a string literal: in single quotes, and single quotes in it doubled.
    pub fn push_quoted(&mut self, text: &str) {
        self.text.push('\'');
        for (index, part) in text.split('\'').enumerate() {
            if index > 0 {
                self.text.push_str("''");
            }
            self.text.push_str(part);
        }
        self.text.push('\'');
    }

    /// Appends another expression.
    pub fn push_formula(&mut self, other: &Self) {
        let start = self.text.len();
        let moved = other.open.iter().map(|(at, open)| (at + start, *open));
        self.open.extend(moved);
        self.text.push_str(&other.text);
        self.depth = self.depth.max(other.depth);
    }

    /// Puts the body of a lambda behind `self`, the path of a collection: `path/any(x:body)`.
    pub(super) fn push_lambda(&mut self, operator: &str, variable: Variable, body: &Self) {
        let name = match body.depth {
            0 => "x".to_owned(),
            1 => "y".to_owned(),
            2 => "z".to_owned(),
            depth => format!("x{depth}"),
        };
        self.push("/");
        self.push(operator);
        self.push("(");
        self.push(&name);
        self.push(":");
        self.push_formula(&body.named(variable, &name));
        self.push(")");
        self.depth = self.depth.max(body.depth + 1);
    }

    /// The same, with this name in the places of this variable.
    fn named(&self, variable: Variable, name: &str) -> Self {
        let mut named = Self {
            depth: self.depth,
            ..Self::default()
        };
        let mut done = 0;
        for (at, open) in &self.open {
            named.push(&self.text[done..*at]);
            done = *at;
            if *open == variable {
                named.push(name);
            } else {
                named.open.push((named.text.len(), *open));
            }
        }
        named.push(&self.text[done..]);
        named
    }
}
