//! Filters: conditions joined with `and`, `or` and `not`, with parentheses wherever the order of operators asks for them.

use std::fmt;
use std::marker::PhantomData;
use std::ops::{BitAnd, BitOr, Not};

use super::formula::Formula;
use super::literal::Literal;

/// A condition on a `T`. Text becomes one as it is, by `into()`.
pub struct Filter<T> {
    formula: Formula,
    rank: Rank,
    types: PhantomData<fn() -> T>,
}

/// How tightly the outermost operator binds, loosest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    /// Somebody else's text: nobody knows what is in it.
    Raw,
    Or,
    And,
    Comparison,
    /// A function, or something in parentheses.
    Whole,
}

impl<T> Filter<T> {
    fn new(formula: Formula, rank: Rank) -> Self {
        Self {
            formula,
            rank,
            types: PhantomData,
        }
    }

    pub(super) fn function(formula: Formula) -> Self {
        Self::new(formula, Rank::Whole)
    }

    pub(super) fn compare(mut left: Formula, operator: &str, right: &dyn Literal) -> Self {
        left.push(operator);
        right.write(&mut left);
        Self::new(left, Rank::Comparison)
    }

    pub(super) fn one_of(mut left: Formula, list: &Formula) -> Self {
        if list.as_str().is_empty() {
            let mut nothing = Formula::default();
            nothing.push("false");
            return Self::function(nothing);
        }
        left.push(" in (");
        left.push_formula(list);
        left.push(")");
        Self::new(left, Rank::Comparison)
    }

    pub(super) fn call(name: &str, first: &Formula, second: &dyn Literal) -> Self {
        let mut formula = Formula::default();
        formula.push(name);
        formula.push("(");
        formula.push_formula(first);
        formula.push(",");
        second.write(&mut formula);
        formula.push(")");
        Self::function(formula)
    }

    pub(super) fn formula(&self) -> &Formula {
        &self.formula
    }

    /// The filter as it stands in `$filter`, not percent-encoded.
    pub fn as_str(&self) -> &str {
        self.formula.as_str()
    }

    /// Both hold. An empty text asks for nothing, so the other side stands alone.
    pub fn and(self, other: impl Into<Self>) -> Self {
        self.join(" and ", Rank::And, other.into())
    }

    /// At least one holds. An empty text asks for nothing, so the other side stands alone.
    pub fn or(self, other: impl Into<Self>) -> Self {
        self.join(" or ", Rank::Or, other.into())
    }

    fn join(self, operator: &str, rank: Rank, other: Self) -> Self {
        if self.as_str().is_empty() {
            return other;
        }
        if other.as_str().is_empty() {
            return self;
        }
        let mut joined = self.at_least(rank);
        joined.push(operator);
        joined.push_formula(&other.at_least(rank));
        Self::new(joined, rank)
    }

    /// In parentheses unless it binds as tightly as this.
    fn at_least(self, rank: Rank) -> Formula {
        if self.rank >= rank {
            return self.formula;
        }
        let mut whole = Formula::default();
        whole.push("(");
        whole.push_formula(&self.formula);
        whole.push(")");
        whole
    }
}

/// It does not hold. `not` binds tighter than comparisons, so those are put in parentheses.
impl<T> Not for Filter<T> {
    type Output = Self;

    fn not(self) -> Self {
        if self.as_str().is_empty() {
            return self;
        }
        let mut formula = Formula::default();
        formula.push("not ");
        formula.push_formula(&self.at_least(Rank::Whole));
        Self::new(formula, Rank::Comparison)
    }
}

/// Both hold.
impl<T> BitAnd for Filter<T> {
    type Output = Self;

    fn bitand(self, other: Self) -> Self {
        self.and(other)
    }
}

/// At least one holds.
impl<T> BitOr for Filter<T> {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        self.or(other)
    }
}

impl<T> From<&str> for Filter<T> {
    fn from(text: &str) -> Self {
        let mut formula = Formula::default();
        formula.push(text.trim());
        Self::new(formula, Rank::Raw)
    }
}

impl<T> From<String> for Filter<T> {
    fn from(text: String) -> Self {
        text.as_str().into()
    }
}

impl<T> From<&String> for Filter<T> {
    fn from(text: &String) -> Self {
        text.as_str().into()
    }
}

impl<T> Clone for Filter<T> {
    fn clone(&self) -> Self {
        Self::new(self.formula.clone(), self.rank)
    }
}

impl<T> fmt::Debug for Filter<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Filter({})", self.as_str())
    }
}

impl<T> fmt::Display for Filter<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}
